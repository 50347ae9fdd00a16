import type { Route } from '#api/route.ts'
import { reckoning, reckoningChange } from '#api/money/reckoning.ts'
import { company, companyChange, companyClear } from './company.ts'
import { personAdd, personChange, personRemove, persons } from './persons.ts'
import { promiseAdd, promiseChange, promiseRemove, promises } from './promises.ts'
import { unitAdd, unitChange, unitRemove, units } from './units.ts'

/** What a company says of itself: who it is, where it serves, what it stands for, and who works there. */
export const companyRoutes: readonly Route[] = [
  company, companyChange, companyClear, reckoning, reckoningChange,
  units, unitAdd, unitChange, unitRemove,
  promises, promiseAdd, promiseChange, promiseRemove,
  persons, personAdd, personChange, personRemove,
]
