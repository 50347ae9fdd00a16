import type { Tone } from './picture.ts'

export type Theme = 'light' | 'dark'

/** The colours of `tokens.css`, for pictures that leave the house and have no stylesheet; a test holds the two together. */
export const TONES: Readonly<Record<Tone, readonly [light: string, dark: string]>> = {
  surface: ['#ffffff', '#161b23'], sunken: ['#efede7', '#0b0e13'], hover: ['#f3f1ec', '#1d232d'], line: ['#e6e3db', '#272e3a'], 'line-strong': ['#8a8d93', '#727c8d'],
  ink: ['#1b2230', '#eceef2'], 'ink-2': ['#4a5365', '#b7bfcc'], 'ink-3': ['#5d6675', '#97a1b1'], accent: ['#0a3e91', '#8fb4ff'], 'accent-soft': ['#e8eef8', '#1b2740'],
  up: ['#126a8f', '#57bfe0'], down: ['#a34d06', '#f09a52'], join: ['#6055bd', '#a294ff'], leave: ['#5e5f61', '#9a9da3'], stay: ['#9aa0a9', '#8a93a1'],
  's-devoted': ['#0a3e91', '#5777d0'], 's-loyal': ['#2597c0', '#4fbbd7'], 's-satisfied': ['#8f8778', '#e5e6cc'], 's-disappointed': ['#d36f03', '#eba259'],
  's-dissatisfied': ['#a61419', '#d14d29'], 's-handcuffed': ['#65305b', '#8e6498'], 's-new': ['#7066c9', '#a294ff'], 's-lapsed': ['#5e5f61', '#88898b'],
}

export const hexOf = (tone: Tone, theme: Theme): string => TONES[tone][theme === 'light' ? 0 : 1]

/** The colour as the app's stylesheet knows it. */
export const cssOf = (tone: Tone): string => `var(--${tone})`
