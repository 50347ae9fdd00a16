/** Who was merged into whom. Links run from a customer to the one they were merged into and so on up to a root; none of them in a circle. */
export interface Link {
  readonly customer: string
  readonly merged_into: string
}

/** A customer, into whom they were merged, and so on: the last is the root. */
function wayUp(links: ReadonlyMap<string, string>, from: string): string[] {
  const way = [from]
  for (let next = links.get(from); next !== undefined; next = links.get(next)) way.push(next)
  return way
}

const byCustomer = (links: readonly Link[]): Map<string, string> => new Map(links.map((link) => [link.customer, link.merged_into]))

/**
 * The link that parts two customers: the last on the way from the second to where their ways meet, or, where the first stands below the
 * second, the last on the way from the first. So parting undoes the merging of the same two, whatever was merged into either before.
 * @returns the customer whose link it is; null where nothing joins them
 */
export function linkBetween(links: readonly Link[], one: string, other: string): string | null {
  const up = byCustomer(links)
  const [way, otherWay] = [wayUp(up, one), wayUp(up, other)]
  const meet = otherWay.find((customer) => way.includes(customer))
  if (meet === undefined || one === other) return null
  return otherWay[otherWay.indexOf(meet) - 1] ?? way[way.indexOf(meet) - 1] ?? null
}

/** All who were merged into a customer, directly or through others. */
export function allBelow(links: readonly Link[], customer: string): string[] {
  const up = byCustomer(links)
  return links.map((link) => link.customer).filter((below) => below !== customer && wayUp(up, below).includes(customer))
}
