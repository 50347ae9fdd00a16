import type { Db } from '#store/pool.ts'

/** What has become of customers' numbers: each is told under its own, as part of another's history, or was erased. */
export interface Numbers {
  /** Under whom a customer is told: mostly themselves. */
  readonly rootOf: (customer: string) => string
  /** All who are told under a root, the root among them, in an order of their own. */
  readonly treeOf: (root: string) => readonly string[]
  readonly isErased: (customer: string) => boolean
  /** Is there anything to say of any of them? Mostly not. */
  readonly any: boolean
}

/** Looks up customers' numbers, all in one question. What it finds holds for as long as the telling lock is held. */
export async function readNumbers(db: Db, customers: readonly string[]): Promise<Numbers> {
  const { rows } = await db.query<{ customer: string; root: string | null }>(
    `select m.customer, m.root from member m where m.root = any($1::uuid[]) or m.root in (select root from member where customer = any($1::uuid[]))
     union all select customer, null from erased where customer = any($1::uuid[])`,
    [customers],
  )
  const roots = new Map<string, string>()
  const trees = new Map<string, string[]>()
  const erased = new Set<string>()
  for (const { customer, root } of rows) {
    if (root === null) erased.add(customer)
    else {
      roots.set(customer, root)
      const tree = trees.get(root)
      if (tree) tree.push(customer)
      else trees.set(root, [root, customer])
    }
  }
  for (const tree of trees.values()) tree.sort()
  return {
    rootOf: (customer) => roots.get(customer) ?? customer,
    treeOf: (root) => trees.get(root) ?? [root],
    isErased: (customer) => erased.has(customer),
    any: rows.length > 0,
  }
}
