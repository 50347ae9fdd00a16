import { LogOut, Settings, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { tell } from '../data/ask.ts'
import { useMe } from '../data/me.ts'
import { useMenu } from '../parts/use-menu.tsx'
import { useWords } from '../words/words.tsx'

/** The first letters of the first and the last name. */
const initials = (name: string): string => {
  const parts = name.trim().split(/\s+/)
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => String.fromCodePoint(...[part?.codePointAt(0) ?? []].flat())).join('').toUpperCase()
}

async function signOut(): Promise<void> {
  await tell('DELETE', '/v1/session')
  location.assign('/sign-in')
}

/** Who is signed in, and what they can do about it. */
export function Account({ wide = false }: { readonly wide?: boolean }): ReactNode {
  const words = useWords()
  const { account, actor } = useMe()
  const name = account?.name ?? actor
  const settings = { id: 'settings', href: '/settings', icon: Settings, name: words.say('nav.settings') }
  const [trigger, opened] = useMenu({
    label: words.say('frame.account', { name }),
    items: [...(wide ? [] : [settings]), { id: 'me', href: '/settings/me', icon: UserRound, name: words.say('frame.me') }, { id: 'out', icon: LogOut, name: words.say('door.sign_out') }],
    onAction: (id) => { if (id === 'out') void signOut() },
  })
  return (
    <>
      <button type="button" {...trigger} className={`flex min-w-0 items-center gap-2 rounded-md p-1 text-left hover:bg-hover ${wide ? 'flex-1' : ''}`}>
        <span data-initials={initials(name)} className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent before:content-[attr(data-initials)]" />
        {wide ? <span className="truncate text-sm text-ink-2">{name}</span> : <span className="sr-only">{words.say('frame.account', { name })}</span>}
      </button>
      {opened}
    </>
  )
}
