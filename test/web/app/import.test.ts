import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import type { UploadAnswer } from '#contract/history/upload.ts'
import type { Worker } from '#jobs/again.ts'
import { startWorking } from '#jobs/run-jobs.ts'
import { appInBrowser, inspect, LOOKS, NEEDS_BROWSER } from '#test/setup/browser.ts'

const OK = { violations: [], wider: 0 }
const DATA = '/work/shared/data'
const REAL = existsSync(DATA) ? '' : ` (skipped: ${DATA} is not there)`

/** A till's export as spreadsheets write it here: semicolons, decimal commas, three kinds of rows, some of them broken. */
const ROWS = Array.from({ length: 120 }, (_, i) => `K${i % 30};${String((i % 27) + 1).padStart(2, '0')}.${String((i % 12) + 1).padStart(2, '0')}.2025;${i % 40 === 6 ? 'n/a?' : `${10 + i},50`};Oslo;${['Salg', 'Salg', 'Salg', 'Klage'][i % 4]}`)
const TILL = `Kunde;Kjøpsdato;Beløp;Butikk;Type\n${ROWS.join('\n')}\n`

describe.skipIf(NEEDS_BROWSER.skip)(`bringing data in on the screen${NEEDS_BROWSER.note}`, async () => {
  const app = await appInBrowser({ sample: 0 })
  let worker: Worker
  const shown = { begun: '', checked: '', done: '' }
  const call = async <T>(method: 'POST' | 'PATCH' | 'GET', url: string, payload?: string | object): Promise<T> => {
    const { app: server, key } = app.served()
    const raw = typeof payload === 'string'
    return (await server.inject({ method, url, ...(payload !== undefined && { payload }), headers: { authorization: `Bearer ${key}`, ...(raw && { 'content-type': 'application/octet-stream' }) } })).json<T>()
  }
  const upload = async (name: string, text: string): Promise<string> => (await call<UploadAnswer>('POST', `/v1/uploads?name=${name}`, text)).id
  const until = async (id: string, done: (upload: UploadAnswer) => boolean): Promise<void> => {
    await vi.waitUntil(async () => done(await call<UploadAnswer>('GET', `/v1/uploads/${id}`)), { timeout: 20_000, interval: 100 })
  }
  const guessed = async (id: string): Promise<void> => {
    const { guess } = await call<{ guess: { text: string } }>('GET', `/v1/uploads/${id}/look`)
    await call('PATCH', `/v1/uploads/${id}`, { text: guess.text })
  }

  beforeAll(async () => {
    worker = startWorking(app.served().ctx, { done: () => undefined, failed: (error) => { throw error } }, { look: 100 })
    const [begun, checked, done] = [await upload('begun.csv', TILL), await upload('checked.csv', TILL), await upload('done.csv', TILL)]
    for (const id of [checked, done]) await guessed(id)
    await call('POST', `/v1/uploads/${checked}/check`)
    await until(checked, (one) => one.checked !== null)
    await call('POST', `/v1/uploads/${done}/import`)
    await until(done, (one) => one.bring?.state === 'done')
    await call('POST', '/v1/mappings', { name: 'Salg', text: 'files: [{name: "x.csv", makes: [{fact: purchase, customer: a, at: b, paid: c}]}]', header: ['a', 'b', 'c'] })
    Object.assign(shown, { begun, checked, done: String((await call<UploadAnswer>('GET', `/v1/uploads/${done}`)).import) })
  }, 120_000)
  afterAll(() => worker.stop())

  test.each(LOOKS)('in $language at $width px, $theme: axe finds nothing on any step, and nothing runs out of the page', async (look) => {
    const at = (path: string, ready: string, more: (page: Page) => Promise<void> = async () => undefined): Promise<unknown> => app.look(path, look, async (page) => {
      await page.waitForSelector(ready)
      await more(page)
      return inspect(page)
    })
    expect({
      start: await at('/import', 'main ul li'),
      map: await at(`/import/${shown.begun}?step=map`, 'main li button', async (page) => {
        await page.locator('main button[aria-expanded]').first().click()
        await page.waitForSelector('main input')
      }),
      check: await at(`/import/${shown.checked}?step=check`, 'main dl'),
      result: await at(`/import/${shown.done}`, 'main table'),
    }).toEqual({ start: OK, map: OK, check: OK, result: OK })
  }, 60_000)

  test('a file goes from the button to the map and is taken back, by keyboard alone', async () => {
    const seen = await app.look('/import', {}, async (page) => {
      const press = async (name: string | RegExp): Promise<void> => {
        await page.getByRole('button', { name }).last().focus()
        await page.keyboard.press('Enter')
      }
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('Choose a file')])
      await chooser.setFiles({ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(TILL.replaceAll(/^K(?=\d)/gm, 'T')) })
      await page.waitForURL('**/import/u*')
      await page.getByText('Bought for').first().waitFor()
      const guessedAt = await page.locator('main h2').allTextContents()
      await press('Check the whole file')
      await page.getByText('What to mend').waitFor()
      const checked = await page.locator('main h2').first().textContent()
      await press(/^Import \d+ facts$/)
      await page.waitForURL(/\/import\/\d+$/)
      await page.getByText('What it did to the map').waitFor()
      const taken = await page.locator('main dl dd').first().textContent()
      await press('Undo this import')
      await page.getByRole('alertdialog').waitFor()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Undo this import' }).focus()
      await page.keyboard.press('Enter')
      await page.getByText(/was undone/).waitFor()
      return { guessedAt, checked, taken }
    })
    expect(seen.guessedAt).toEqual(expect.arrayContaining(['How the file is written', 'Purchases', 'Complaints', 'As Troth understands it']))
    expect([seen.checked, seen.taken]).toEqual(['3 rows would be left out', '117 of 120 rows'])
  }, 60_000)

  test('what was said of a file is there after a reload, and the first rows are read by it at once', async () => {
    const id = await upload('said.csv', 'who,day,sum,other\na,2025-01-02,5,7\nb,2025-01-03,6,8\n')
    const seen = await app.look(`/import/${id}?step=map`, {}, async (page) => {
      await page.getByText('Bought for €5.00').waitFor()
      await page.getByRole('button', { name: /^(sum )?Paid: comes from/ }).click()
      await page.getByRole('option', { name: 'other' }).click()
      await page.getByText('Bought for €7.00').waitFor()
      await page.getByText('Saved', { exact: true }).waitFor()
      await page.reload()
      await page.getByText('Bought for €7.00').waitFor()
      return page.getByRole('button', { name: /Paid: comes from/ }).textContent()
    })
    expect(seen).toContain('other')
  }, 60_000)

  test('an import goes on while one is elsewhere, and says so there', async () => {
    const { ctx } = app.served()
    const id = await upload('long.csv', TILL.replaceAll(/^K(?=\d)/gm, 'L'))
    await guessed(id)
    const held = await ctx.pool.connect()
    await held.query('begin; lock table import in exclusive mode')
    const seen = await app.look(`/import/${id}?step=check`, {}, async (page) => {
      await call('POST', `/v1/uploads/${id}/import`)
      await page.goto(`${app.url()}/settings/me`)
      const link = page.locator('aside').getByRole('link', { name: 'Importing a file' })
      await link.waitFor()
      await held.query('rollback')
      await page.goto(`${app.url()}/import/${id}?step=import`)
      await page.getByText(/This file was imported|What it brought/).first().waitFor()
      return true
    })
    held.release()
    expect(seen).toBe(true)
  }, 60_000)

  test('somebody of a unit is not offered it, and an empty file is told of', async () => {
    expect(await app.look('/settings/me', { role: 'manager' }, (page) => page.locator('nav a:visible').allTextContents())).not.toContain('Bring data in')
    const told = await app.look('/import', {}, async (page) => {
      await page.setInputFiles('main input[type=file]', { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) })
      return page.getByRole('alert').textContent()
    })
    expect(told).toContain('The file is empty.')
  })

  test.skipIf(REAL !== '').each([
    ['cdnow/CDNOW_master.txt', '69,659'], ['online_retail/customer_day.csv', '33,107'], ['completejourney/transactions_sample.csv', '47,243'],
  ])(`%s goes through the screen to a map${REAL}`, async (path, facts) => {
    const seen = await app.look('/import', {}, async (page) => {
      await page.setInputFiles('main input[type=file]', { name: path.split('/').at(-1) ?? '', mimeType: 'text/plain', buffer: readFileSync(`${DATA}/${path}`) })
      await page.waitForURL('**/import/u*', { timeout: 30_000 })
      await page.getByText('Bought for').first().waitFor({ timeout: 30_000 })
      await page.getByRole('button', { name: 'Check the whole file' }).click()
      await page.getByText('Every row can be taken').waitFor({ timeout: 60_000 })
      await page.getByRole('button', { name: /^Import [\d,]+ facts$/ }).click()
      await page.getByText('What it did to the map').waitFor({ timeout: 120_000 })
      return { taken: await page.locator('main dl dd').first().textContent(), stands: await page.locator('main table td:nth-of-type(1)').allTextContents() }
    })
    expect(seen.taken).toContain(facts)
    expect(seen.stands.map((text) => Number(text.replaceAll(',', ''))).reduce((a, b) => a + b)).toBeGreaterThan(2000)
  }, 240_000)
})
