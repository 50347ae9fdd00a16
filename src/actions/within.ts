/** What `work` gives if it does so in time, else `otherwise`; a failure counts as none. The work itself goes on, and is let be. */
export async function within<T, O>(ms: number, work: () => Promise<T>, otherwise: O): Promise<T | O> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<O>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms)
  })
  return Promise.race([work().catch(() => otherwise), late]).finally(() => clearTimeout(timer))
}
