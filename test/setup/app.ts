import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { readBuiltApp, type BuiltApp } from '#api/app.ts'

const root = resolve(import.meta.dirname, '../..')

/** Builds the web app from its sources as they are now, unless it is built from them already. */
export const buildApp = (): unknown => execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', resolve(root, 'build/app.ts')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })

/** The web app as it was built when the tests began. */
export const builtApp = (): BuiltApp => readBuiltApp(resolve(root, '.cache/web'))
