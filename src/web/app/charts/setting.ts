import { useMemo } from 'react'
import type { Setting } from '#web/charts/picture.ts'
import { useFormats, useWords } from '../words/words.tsx'

/** The reader's words and formats, as charts take them. */
export function useSetting(): Setting {
  const words = useWords()
  const formats = useFormats()
  return useMemo(() => ({ words, formats }), [words, formats])
}
