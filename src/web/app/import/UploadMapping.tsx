import { FileUp } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import { tell } from '../data/ask.ts'
import type { Problem } from '../data/problem.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { LaterDialog } from '../parts/LaterDialog.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/Toasts.tsx'
import { useWords } from '../words/words.tsx'
import { lookAgain } from './data.ts'

/** Takes a mapping file of the command line, and remembers it under its name. */
export function UploadMapping(): ReactNode {
  const words = useWords()
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async (file: File): Promise<void> => {
    const name = file.name.replace(/\.ya?ml$/i, '')
    try {
      await tell('POST', '/v1/mappings', { name, text: await file.text() })
      toast(words.say('bring.remembered_as', { name }))
      lookAgain()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <>
      <FileTrigger acceptedFileTypes={['.yaml', '.yml']} onSelect={(files) => files?.[0] && void take(files[0])}><Button icon={FileUp}>{words.say('bring.upload_mapping')}</Button></FileTrigger>
      <LaterDialog isOpen={problem !== null} onClose={() => setProblem(null)} title={words.say('bring.upload_mapping')}>{problem && <ProblemNote problem={problem} />}</LaterDialog>
    </>
  )
}
