import { readFileSync } from 'node:fs'

/** What Linux says of a process: its program and its state (Z and X are the dead that nobody has buried). */
export function statusOf(pid: number): { program: string; dead: boolean } | undefined {
  try {
    const [, program = '', state = ''] = /\((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { program, dead: state === 'Z' || state === 'X' }
  } catch {
    return undefined // gone this moment, hidden from us, or no Linux
  }
}

/** Whether a process of that number lives, whoever it belongs to. One that has ended and is not buried yet does not. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return process.platform !== 'linux' || statusOf(pid)?.dead !== true
}
