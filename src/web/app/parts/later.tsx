import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'

/** A part that is fetched when it is first shown: what opens on a press is not needed for the first look. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const Part = lazy(async () => ({ default: await load() }))
  return (props) => <Suspense fallback={null}><Part {...props} /></Suspense>
}
