import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withAllBelow } from '#core/map/units.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { settingsOf } from '#core/relationship/policy-changes.ts'
import { boundsOf, changePolicyBody } from '#contract/relationship/policy.ts'
import { parseFact } from '#contract/history/parse.ts'
import { csvOf } from '#web/app/data/csv.ts'
import { keyFrom } from '#web/app/settings/key-from.ts'
import { lineFor } from '#web/app/settings/keys/lines.ts'
import { changesOf, readDraft, writeDraft } from '#web/app/settings/policy/draft.ts'
import { SETTING_GROUPS, settingsIn, type Setting } from '#web/app/settings/policy/groups.ts'
import { inTree, placesFor } from '#web/app/settings/units/tree.ts'

const unitOf = (key: string, parent: string | null): Parameters<typeof inTree>[0][number] => ({ key, name: key.toUpperCase(), parent, attributes: {} })
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'] as const
/** Any parents at all, circles and units nobody entered among them: files may bring both. */
const anyUnits = fc.tuple(...KEYS.map((key) => fc.option(fc.constantFrom(...KEYS, 'nowhere'), { nil: null }).map((parent) => unitOf(key, parent))))

describe('the tree of units', () => {
  test('shows every unit once, whatever their parents are', () => {
    fc.assert(fc.property(anyUnits, (units) => {
      expect(inTree(units).map(({ key }) => key).toSorted()).toEqual([...KEYS])
    }))
  })

  test('puts each unit one step below its parent, and right among what is below it', () => {
    expect(inTree([unitOf('shop', 'north'), unitOf('north', 'city'), unitOf('city', null), unitOf('lost', 'nowhere')]).map(({ key, depth }) => [key, depth])).toEqual([['city', 0], ['north', 1], ['shop', 2], ['lost', 0]])
  })

  test('offers to move a unit anywhere but to itself and below itself', () => {
    fc.assert(fc.property(anyUnits, fc.constantFrom(...KEYS), (units, key) => {
      const own = withAllBelow([key], units)
      expect(placesFor(units.find((unit) => unit.key === key) ?? null, units).map((unit) => unit.key).toSorted()).toEqual(KEYS.filter((one) => !own.includes(one)))
    }))
  })
})

test('a key is made of what something is called', () => {
  expect(['North Street, Oslo', '  Pärnu mnt. 5 ', '北通り店', '!?'].map(keyFrom)).toEqual(['north-street-oslo', 'parnu-mnt-5', '北通り店', ''])
})

test('a file for a spreadsheet holds no formula, and reads back as it was', () => {
  expect(csvOf([['a', 'b'], ['=1+1', 'x,y'], ['@x', 'say "no"'], ['-2', '+3']])).toBe('\uFEFFa,b\r\n\'=1+1,"x,y"\r\n\'@x,"say ""no"""\r\n\'-2,\'+3\r\n')
})

describe('the line that sends a first fact', () => {
  const line = { origin: 'http://127.0.0.1:7420', secret: 'troth_0123456789abcdef_x', at: '2026-03-01T09:30:00.000Z', id: 'hello-1' }

  test.each(['bash', 'powershell'] as const)('in %s holds a fact as it is taken, and nothing that a shell would change', (shell) => {
    const text = lineFor(shell, line)
    const [body = ''] = /\{"kind".*\}/.exec(text) ?? []
    expect(parseFact(JSON.parse(body))).toMatchObject({ ok: true, value: { kind: 'purchase', id: 'hello-1', customer: 'first-customer', paid: 1250 } })
    expect(body).not.toContain("'")
    expect(text).toContain(`Bearer ${line.secret}`)
  })
})

describe('the settings of the policy', () => {
  const settings = [...settingsOf(DEFAULT_POLICY)].map(([name, value]): Setting => {
    const bounds = boundsOf(name)
    const within = 'least' in bounds ? { least: bounds.least, most: bounds.most, whole: bounds.whole === true, choices: null } : { least: null, most: null, whole: false, choices: [...bounds] }
    return { name, value, default: value, ...within, means: name, why: '', learned: false }
  })

  test('are each shown in one group', () => {
    const shown = SETTING_GROUPS.flatMap((group) => settingsIn(group.settings, settings)).map(({ name }) => name)
    expect(shown.toSorted()).toEqual(settings.map(({ name }) => name).toSorted())
  })

  test('a draft in the address is read as it was written, and is what the API takes', () => {
    const anyValue = fc.constantFrom(...settings).chain((setting) => {
      const { choices, least, most, whole } = setting
      const value: fc.Arbitrary<number | string> = choices ? fc.constantFrom(...choices) : whole ? fc.integer({ min: least ?? 0, max: most ?? 1 }) : fc.double({ min: least ?? 0, max: most ?? 1, noNaN: true }).map((x) => (x === 0 ? 0 : x))
      return value.map((to) => [setting.name, to] as const)
    })
    fc.assert(fc.property(fc.uniqueArray(anyValue, { selector: ([name]) => name, maxLength: 8 }), (pairs) => {
      const wanted = new Map(pairs.filter(([name, to]) => settings.find((setting) => setting.name === name)?.value !== to))
      const draft = readDraft(writeDraft(new Map(pairs)), settings)
      expect(draft).toEqual(wanted)
      expect(changePolicyBody.safeParse({ changes: changesOf(draft), reason: 'x', expected_version: 1 })).toMatchObject({ success: true })
    }))
  })

  test('what the address says and no setting may be is left out', () => {
    expect(readDraft(['heart_high=9', 'heart_high', 'nothing=1', 'half_life_days=', 'loyal_by_conduct=maybe', 'half_life_days=30.4', 'deposits.broke=-2'], settings)).toEqual(new Map<string, number>([['half_life_days', 30], ['deposits.broke', -2]]))
  })
})
