import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileDate, isDatePattern } from '#core/history/mapping/date.ts'
import { zoneOf } from '#core/units/zone.ts'

const read = (pattern: string, text: string, zone = 'UTC'): string | null => {
  const at = compileDate(pattern, zoneOf(zone))(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

describe('dates as files write them', () => {
  it.each([
    ['yyyyMMdd', '19970101', '1997-01-01T00:00:00.000Z'],
    ['yyyy-MM-dd HH:mm:ss', '2017-01-28 14:06:53', '2017-01-28T14:06:53.000Z'],
    ['d.M.yyyy H:mm', '3.1.2024 9:05', '2024-01-03T09:05:00.000Z'],
    ['M/d/yyyy h:mm a', '12/31/2024 12:07 AM', '2024-12-31T00:07:00.000Z'],
    ['M/d/yyyy h:mm a', '1/2/2024 12:07 pm', '2024-01-02T12:07:00.000Z'],
    ['dd/MM/yyyy HH:mm:ss.SSS', '01/02/2024 03:04:05.678', '2024-02-01T03:04:05.678Z'],
    ["yyyy年MM月dd日", '2024年02月29日', '2024-02-29T00:00:00.000Z'],
    ['iso', '2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['iso', '2024-02-29T10:00:00.123456+02:00', '2024-02-29T08:00:00.123Z'],
    ['iso', '2024-02-29 10:00:00-0330', '2024-02-29T13:30:00.000Z'],
    ['iso', '2024-02-29 10:00+01', '2024-02-29T09:00:00.000Z'],
    ['unix', '1735689600', '2025-01-01T00:00:00.000Z'],
    ['unix_ms', '1735689600123', '2025-01-01T00:00:00.123Z'],
  ])('%s reads %s', (pattern, text, expected) => expect(read(pattern, text)).toBe(expected))

  it.each([
    ['yyyyMMdd', '1997011'], ['yyyyMMdd', '199701011'], ['yyyyMMdd', '19971301'], ['yyyy-MM-dd', '2023-02-29'], ['yyyy-MM-dd', '1900-02-29'], ['yyyy-MM-dd', '2024-04-31'],
    ['yyyy-MM-dd HH:mm', '2024-04-30 24:00'], ['yyyy-MM-dd', '2024-04-30 10:00'], ['M/d/yyyy h:mm a', '1/2/2024 13:00 pm'], ['iso', 'yesterday'], ['iso', '2024-1-1'], ['unix', '1e9'],
  ])('%s does not read %s', (pattern, text) => expect(read(pattern, text)).toBeNull())

  it('puts what carries no offset on the clock of the zone, in summer and in winter', () => {
    expect(read('yyyy-MM-dd HH:mm', '2024-07-01 12:00', 'Europe/Oslo')).toBe('2024-07-01T10:00:00.000Z')
    expect(read('iso', '2024-01-01T12:00', 'Europe/Oslo')).toBe('2024-01-01T11:00:00.000Z')
    expect(read('iso', '2024-01-01T12:00Z', 'Europe/Oslo')).toBe('2024-01-01T12:00:00.000Z')
    // An hour that the clock skips is the hour after; of two that it shows twice, the earlier.
    expect(read('iso', '2024-03-31T02:30', 'Europe/Oslo')).toBe('2024-03-31T01:30:00.000Z')
    expect(read('iso', '2024-10-27T02:30', 'Europe/Oslo')).toBe('2024-10-27T00:30:00.000Z')
  })

  it('reads back every moment that it can write', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-30'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString()
      expect(read('yyyy-MM-dd HH:mm:ss.SSS', iso.replace('T', ' ').replace('Z', ''))).toBe(iso)
      expect(read('iso', iso)).toBe(iso)
    }))
  })

  it('knows a pattern that cannot work', () => {
    expect(['yyyy-MM-dd', 'd.M.yyyy', 'iso', 'unix', "yyyy-MM-dd'T'HH:mm".replaceAll("'", '')].map(isDatePattern)).toEqual([true, true, true, true, true])
    expect(['yyyy-MM', 'DD.MM.YYYY', 'MMM d yyyy', '', 'hh:mm'].map(isDatePattern)).toEqual([false, false, false, false, false])
  })
})
