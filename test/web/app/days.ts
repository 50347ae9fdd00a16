import type { Locator, Page } from 'playwright-core'

/** Fields for days, which have a part for each of what they ask for. */
export const dayField = (page: Page, label: string): Locator => page.getByRole('group', { name: label, exact: true })

/** What a field for a day says, as its reader reads it. */
export const saidDay = async (page: Page, label: string): Promise<string> => (await dayField(page, label).innerText()).replaceAll(/[^\p{L}\p{N}\-/,: ]/gu, '').trim()

/** Types a day as somebody does: digit by digit, in the order in which their language writes it. */
export async function typeDay(page: Page, label: string, digits: string): Promise<void> {
  await dayField(page, label).getByRole('spinbutton').first().focus()
  await page.keyboard.type(digits)
}
