import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Result } from './Result.tsx'
import { Wizard } from './Wizard.tsx'

/** One file on its way in, by what its upload is called; or an import that was made, by its number. */
export function OneImportScreen(): ReactNode {
  const { id = '' } = useParams({ strict: false })
  return /^\d+$/.test(id) ? <Result key={id} id={id} /> : <Wizard key={id} id={id} />
}
