import { Moon, Sun } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useWords } from '../words/words.tsx'

type Theme = 'light' | 'dark'

const current = (): Theme => (document.documentElement.dataset['theme'] as Theme | undefined) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

/** The choice is kept in a cookie, so that the server writes it into the page and nothing flashes. */
function choose(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  document.cookie = `troth-theme=${theme}; path=/; max-age=31536000; samesite=strict`
}

export function ThemeButton(): ReactNode {
  const words = useWords()
  const [theme, setTheme] = useState(current)
  const other = theme === 'dark' ? 'light' : 'dark'
  const change = (): void => {
    choose(other)
    setTheme(other)
  }
  return (
    <button type="button" onClick={change} aria-label={words.say(other === 'dark' ? 'frame.dark' : 'frame.light')} className="grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover max-md:size-10">
      {theme === 'dark' ? <Sun size={17} aria-hidden /> : <Moon size={17} aria-hidden />}
    </button>
  )
}
