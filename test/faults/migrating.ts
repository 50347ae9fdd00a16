import { House } from './house.ts'
import { readMigrations } from '#store/migrate.ts'

/** So many processes at once open a data folder that is empty, each wanting to make the database, migrate it and open the house. @returns what went wrong */
export async function migrateAtOnce(processes: number): Promise<readonly string[]> {
  const house = await House.empty()
  try {
    const ended = await Promise.all(Array.from({ length: processes }, () => house.run([], 'test/faults/migrate-child.ts').done))
    const applied = ended.flatMap(({ code, out, err }) => (code === 0 ? (JSON.parse(out) as string[]) : [`exit ${String(code)}: ${err}`]))
    const expected = (await readMigrations()).map(({ name }) => name)
    const tellings = await house.visit(async ({ pool }) => (await pool.query<{ n: number }>('select count(*) as n from telling where (select count(*) from company) = 1')).rows[0]?.n)
    return [...applied.filter((name, i) => !expected.includes(name) || applied.indexOf(name) !== i), ...expected.filter((name) => !applied.includes(name)), ...(tellings === 1 ? [] : [`${String(tellings)} tellings`])]
  } finally {
    await house.close()
  }
}
