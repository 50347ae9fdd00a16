import type { Language } from '#core/history/kinds.ts'
import type { Comments } from './pool.ts'
import { EN } from './en.ts'
import { ET } from './et.ts'
import { JA } from './ja.ts'
import { NB } from './nb.ts'
import { SV } from './sv.ts'
import { ZH } from './zh.ts'

export const COMMENTS: Readonly<Record<Language, Comments>> = { en: EN, nb: NB, sv: SV, et: ET, ja: JA, zh: ZH }
