import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { plain } from '#core/words/plain.ts'
import { Say, useFormats, useWords } from '../words/words.tsx'

/** Who they are, in a line: what is known besides facts. */
export function Who({ customer }: { readonly customer: CustomerAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { key, keys, name, email, joined_at, channel, referrer, language, standing, home_unit, consents, names } = customer
  const unit = standing?.unit ?? home_unit
  const list = (given: boolean): string => Object.keys(consents).filter((purpose) => consents[purpose] === given).map(plain).join(', ')
  const known: ReactNode[] = [
    name === null ? null : key,
    keys.length === 1 ? null : words.say('customer.also', { keys: keys.slice(1).map((one) => one.key).join(', ') }),
    email,
    unit === null ? null : (names.units[unit] ?? unit),
    joined_at === null ? null : words.say('customer.joined', { day: formats.day(joined_at) }),
    channel === null ? null : words.say('customer.won_by', { channel: plain(channel) }),
    referrer === null ? null : <Say id="customer.referred_by" values={{ key: <Link to="/customers/$key" params={{ key: referrer }} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">{referrer}</Link> }} />,
    language === null ? null : words.say('customer.speaks', { language: nameOfLanguage(language, words.locale) }),
    list(true) && words.say('person.agreed', { list: list(true) }),
    list(false) && words.say('person.declined', { list: list(false) }),
  ].filter(Boolean)
  // The dot of whatever begins a line lies outside of what is seen.
  return (
    <div className="overflow-x-clip">
      <div className="-ml-4 flex flex-wrap">
        {known.map((one, i) => <Fragment key={i}> <span className="relative max-w-full pl-4 break-words before:absolute before:left-1.5 before:text-ink-3 before:content-['·'/'']">{one}</span></Fragment>)}
      </div>
    </div>
  )
}

function nameOfLanguage(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
