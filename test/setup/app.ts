import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { readBuiltApp, type BuiltApp } from '#api/app.ts'

const root = resolve(import.meta.dirname, '../..')

/** The web app as its sources are now: built, unless it is already. */
export function builtApp(): BuiltApp {
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', resolve(root, 'build/app.ts')], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return readBuiltApp(resolve(root, '.cache/web'))
}
