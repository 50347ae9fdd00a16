import type { CompanyRecord, PersonRecord, PromiseRecord, UnitRecord } from '#core/history/record.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { type Culture, nameOf } from './names.ts'
import { PARAMETERS } from './parameters.ts'
import { diceOf, normal, uniform } from './random.ts'

export const COMPANY = { name: 'Harbour & Hay', zone: 'Europe/Tallinn', currency: 'EUR', languages: LANGUAGES } as const

export type Region = 'estonia' | 'finland' | 'sweden' | 'norway' | 'export'

export interface Person {
  readonly key: string
  /** How far above the usual this person lifts an experience. */
  readonly mood: number
}

export interface Unit {
  readonly key: string
  readonly name: string
  readonly code: string
  readonly kind: 'shop' | 'warehouse' | 'care'
  readonly region: Region
  /** How far above the usual an experience is here, whoever serves. */
  readonly quality: number
  /** Share of its region's customers who call it home. */
  readonly weight: number
  readonly people: readonly Person[]
}

export interface Company {
  readonly units: ReadonlyMap<string, Unit>
  readonly shops: Readonly<Record<Region, readonly Unit[]>>
  readonly warehouses: Readonly<Record<Region, Unit>>
  readonly care: Unit
  readonly records: readonly CompanyRecord[]
}

type Plan = readonly [key: string, name: string, code: string, kind: Unit['kind'], region: Region, quality: number, weight: number, staff: number]

const PLAN: readonly Plan[] = [
  ['tallinn-old-town', 'Tallinn Old Town', 'TLO', 'shop', 'estonia', 0.05, 0.34, 9],
  ['tallinn-rotermann', 'Tallinn Rotermann', 'TLR', 'shop', 'estonia', -0.05, 0.26, 8],
  ['tartu', 'Tartu', 'TRT', 'shop', 'estonia', 0, 0.26, 7],
  ['parnu', 'Pärnu', 'PRN', 'shop', 'estonia', 0, 0.14, 5],
  ['helsinki', 'Helsinki Kruununhaka', 'HEL', 'shop', 'finland', 0, 1, 7],
  ['stockholm', 'Stockholm Södermalm', 'STO', 'shop', 'sweden', -0.05, 0.45, 9],
  ['gothenburg', 'Gothenburg Haga', 'GOT', 'shop', 'sweden', 0.05, 0.33, 7],
  ['malmo', 'Malmö', 'MMO', 'shop', 'sweden', 0, 0.22, 6],
  ['oslo', 'Oslo Grünerløkka', 'OSL', 'shop', 'norway', 0, 0.44, 9],
  ['bergen-bryggen', 'Bergen Bryggen', 'BGO', 'shop', 'norway', 0, 0.36, 7],
  ['stavanger', 'Stavanger', 'SVG', 'shop', 'norway', -0.05, 0.2, 5],
  ['web-baltic', 'Web, warehouse Tallinn', 'WTL', 'warehouse', 'estonia', 0, 0, 6],
  ['web-sweden', 'Web, warehouse Borås', 'WBO', 'warehouse', 'sweden', 0, 0, 6],
  ['web-norway', 'Web, warehouse Drammen', 'WDR', 'warehouse', 'norway', 0, 0, 5],
  ['web-export', 'Web, export desk', 'WEX', 'warehouse', 'export', 0.05, 0, 4],
  ['care', 'Care centre', 'CAR', 'care', 'estonia', 0, 0, 12],
]

const REGIONS: Readonly<Record<Region, string>> = { estonia: 'Estonia', finland: 'Finland', sweden: 'Sweden', norway: 'Norway', export: 'Export' }
const CULTURES: Readonly<Record<Region, Culture>> = { estonia: 'et', finland: 'fi', sweden: 'sv', norway: 'nb', export: 'en' }
/** Hours ahead of UTC in winter. */
export const WINTER_OFFSETS: Readonly<Record<Region, number>> = { estonia: 2, finland: 2, sweden: 1, norway: 1, export: 2 }

export const PROMISES = [
  { record: 'promise', key: 'delivered-when-said', text: 'What you order on the web is at your door on the day we said.', expectation: 'consistency' },
  { record: 'promise', key: 'no-sudden-changes', text: 'No sudden changes of prices or terms.', expectation: 'stability' },
  { record: 'promise', key: 'ask-first', text: 'Before we change what is yours, we ask you.', expectation: 'ownership' },
  { record: 'promise', key: 'returns-without-questions', text: 'Sixty days to change your mind, no questions, money back within a week.', expectation: 'fidelity' },
] as const satisfies readonly PromiseRecord[]

const TEAMS: Readonly<Record<Unit['kind'], readonly string[]>> = { shop: ['floor', 'counter'], warehouse: ['dispatch'], care: ['Nordic desk', 'Baltic desk', 'export desk'] }

function staffOf(seed: number, index: number, plan: Plan): { people: Person[]; records: PersonRecord[] } {
  const [unit, name, , kind, region, , , staff] = plan
  const { units, mood, usual_mood_sd } = PARAMETERS.happier_shops
  const usual = (units as readonly string[]).includes(unit) ? mood : 0
  const dice = diceOf(seed, 11, index)
  const people: Person[] = []
  const records: PersonRecord[] = []
  for (let i = 0; i < staff; i++) {
    const key = `${unit}-${i + 1}`
    const teams = TEAMS[kind]
    people.push({ key, mood: usual + usual_mood_sd * normal(dice) })
    const who = nameOf(CULTURES[region], uniform(dice), uniform(dice)).name
    records.push({ record: 'person', key, name: who, unit, team: `${name}, ${teams[i % teams.length]}` })
  }
  return { people, records }
}

/** The company that the customers meet. Names and moods of its people follow from the seed; all else is fixed. */
export function companyOf(seed: number): Company {
  const units = new Map<string, Unit>()
  const records: CompanyRecord[] = Object.entries(REGIONS).map(([key, name]): UnitRecord => ({ record: 'unit', key, name, attributes: { kind: 'region' } }))
  PLAN.forEach((plan, index) => {
    const [key, name, code, kind, region, quality, weight] = plan
    const staff = staffOf(seed, index, plan)
    units.set(key, { key, name, code, kind, region, quality, weight, people: staff.people })
    records.push({ record: 'unit', key, name, ...(kind === 'care' ? {} : { parent: region }), attributes: { kind } }, ...staff.records)
  })
  const unit = (key: string): Unit => units.get(key) as Unit
  const shops = (region: Region): Unit[] => [...units.values()].filter((u) => u.kind === 'shop' && u.region === region)
  return {
    units,
    shops: { estonia: shops('estonia'), finland: shops('finland'), sweden: shops('sweden'), norway: shops('norway'), export: [unit('tallinn-old-town'), unit('bergen-bryggen')] },
    warehouses: { estonia: unit('web-baltic'), finland: unit('web-baltic'), sweden: unit('web-sweden'), norway: unit('web-norway'), export: unit('web-export') },
    care: unit('care'),
    records: [...records, ...PROMISES],
  }
}
