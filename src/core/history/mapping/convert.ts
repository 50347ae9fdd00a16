import { isoDayOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { compileDate } from './date.ts'
import { decimalOf, fixedOf, numberOf, plainFixed } from './decimal.ts'
import { BadCell, type Form } from './cells.ts'
import type { Expression } from './mapping.ts'
import type { FieldType } from './targets.ts'

/** The value of a text, or a `BadCell` whose column the caller fills in. */
export type Convert = (text: string, places: number) => unknown

export const YES = new Set(['true', 'yes', 'y', 't', '1', 'ja', 'j', 'jah', 'x', '是', 'はい'])
export const NO = new Set(['false', 'no', 'n', 'f', '0', 'nei', 'nej', 'ei', '否', '不', 'いいえ'])

/** How text becomes the value of a field of this type, as the file writes such things. */
export function converterOf(type: FieldType, expression: Expression, form: Form): Convert {
  switch (type) {
    case 'text':
      return (text) => text
    case 'boolean':
      return readBoolean
    case 'list': {
      const split = expression.split ?? ','
      return (text) => text.split(split).map((entry) => entry.trim()).filter(Boolean)
    }
    case 'money':
      return (text, places) => readMoney(text, form, form.minorUnits ? 0 : places)
    case 'number':
      return (text) => readNumber(text, form)
    case 'time': {
      const pattern = expression.date ?? form.date
      const read = compileDate(pattern, form.zone)
      return (text) => {
        const at = read(text)
        return Number.isNaN(at) ? new BadCell('', text, `date as ${pattern}`) : at
      }
    }
    case 'day': {
      const pattern = expression.date ?? form.date
      const read = compileDate(pattern, zoneOf('UTC'))
      return (text) => {
        const at = read(text)
        return Number.isNaN(at) ? new BadCell('', text, `date as ${pattern}`) : isoDayOf(at)
      }
    }
  }
}

function readBoolean(text: string): boolean | BadCell {
  const word = text.toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : new BadCell('', text, 'yes or no')
}

function readMoney(text: string, form: Form, places: number): number | BadCell {
  const plain = plainFixed(text, form, places)
  if (!Number.isNaN(plain)) return plain
  const exact = decimalOf(text, form)
  const value = exact ? fixedOf(exact, places) : NaN
  return Number.isNaN(value) ? new BadCell('', text, numberExpected(form)) : value
}

function readNumber(text: string, form: Form): number | BadCell {
  const plain = plainFixed(text, form, 0)
  if (!Number.isNaN(plain)) return plain
  const exact = decimalOf(text, form)
  const value = exact ? numberOf(exact) : NaN
  return Number.isFinite(value) ? value : new BadCell('', text, numberExpected(form))
}

/** What a number looks like in this file. */
export const numberExpected = (form: Form): string => `number as 1${form.thousands}234${form.decimal}50`
