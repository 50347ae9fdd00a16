import { Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { AuditAnswer } from '#contract/house/audit.ts'
import { auditedSentence } from '#core/words/audited.ts'
import { csvOf } from '../../data/csv.ts'
import { saveText } from '../../data/save.ts'
import { get } from '../../data/ask.ts'
import type { Problem } from '../../data/problem.ts'
import { problemOf } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { toast } from '../../parts/toast.ts'
import { useWords } from '../../words/words.tsx'
import type { Wanted } from './AuditFilter.tsx'
import { useActorName } from './Entries.tsx'

const PAGE = 1000
/** A file that a spreadsheet still opens. Whoever wants more takes it day by day, or from the API. */
const MOST = 100_000

/** All entries that are wanted, page after page. */
async function readAll(wanted: Wanted): Promise<AuditAnswer['entries']> {
  const entries: AuditAnswer['entries'] = []
  for (let after: string | undefined; entries.length < MOST;) {
    const page = await get<AuditAnswer>('/v1/audit', { ...wanted, limit: PAGE, after })
    entries.push(...page.entries)
    if (page.next === null) break
    after = page.next
  }
  return entries
}

/** Saves what is wanted of the log as a file for a spreadsheet. */
export function ExportLog({ wanted }: { readonly wanted: Wanted }): ReactNode {
  const words = useWords()
  const actorName = useActorName()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async (): Promise<void> => {
    setPending(true)
    setProblem(null)
    try {
      const entries = await readAll(wanted)
      const rows = entries.map((entry) => [entry.at, actorName(entry), entry.actor, auditedSentence(words, entry), entry.what, entry.subject ?? '', JSON.stringify(entry.detail)])
      saveText('audit-log.csv', 'text/csv', csvOf([['at', 'who', 'actor', 'did', 'what', 'subject', 'detail'], ...rows]))
      toast(words.say('settings.exported', { n: entries.length }))
    } catch (error) {
      setProblem(problemOf(error))
    }
    setPending(false)
  }
  return <><Button icon={Download} onPress={() => void save()} isPending={isPending}>{words.say('settings.export_csv')}</Button>{problem && <ProblemNote problem={problem} />}</>
}
