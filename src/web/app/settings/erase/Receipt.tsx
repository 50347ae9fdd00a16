import { Download } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import { saveText } from '../../data/save.ts'
import { Button } from '../../parts/Button.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { useFormats, useWords } from '../../words/words.tsx'

/** What was done, without a word of who it was: to be kept as proof. */
export function Receipt({ receipt }: { readonly receipt: EraseAnswer }): ReactNode {
  const words = useWords()
  const { moment, count } = useFormats()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const removed = Object.values(receipt.removed).reduce((sum, n) => sum + n, 0)
  const replaced = Object.values(receipt.replaced).reduce((sum, n) => sum + n, 0)
  return (
    <div ref={place} tabIndex={-1} role="status" className="outline-none">
      <Panel title={words.say('settings.erased')} actions={<Button icon={Download} onPress={() => saveText('erasure-receipt.json', 'application/json', `${JSON.stringify(receipt, null, 2)}\n`)}>{words.say('settings.receipt_save')}</Button>}>
        <div className="max-w-[64ch] space-y-2">
          <p>{words.say('settings.erased_about', { when: moment(receipt.erased_at), removed: count(removed), replaced: count(replaced), places: receipt.checked.columns.length })}</p>
          <p className="text-sm text-ink-2">{words.say('settings.receipt_numbers')}</p>
          <ul className="text-sm">{receipt.numbers.map((number) => <li key={number}><code>{number}</code></li>)}</ul>
        </div>
      </Panel>
    </div>
  )
}
