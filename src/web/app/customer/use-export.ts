import { useEffect } from 'react'
import { get } from '../data/ask.ts'
import { useChange, type Changing } from '../data/change.ts'
import { toast } from '../parts/toast.ts'
import { useWords } from '../words/words.tsx'
import { customerPath } from './asked-customer.ts'

/** Saves everything that is kept about a customer as a file. */
export function useExport(customerKey: string): Changing<undefined> {
  const words = useWords()
  const exporting = useChange({
    act: () => get<object>(customerPath(customerKey, '/export')),
    refresh: [], said: words.say('person.exported'),
    after: (document) => save(`${customerKey.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.json`, JSON.stringify(document, null, 2)),
  })
  const { problem } = exporting
  useEffect(() => {
    if (problem) toast(problem.body?.detail ?? words.say('frame.broken'))
  }, [problem, words])
  return exporting
}

function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
