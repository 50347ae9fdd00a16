import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { MeAnswer } from '#contract/house/people.ts'
import { client } from './data/client.ts'
import { meAsked } from './data/me.ts'
import { readSearch, writeSearch } from './data/search.ts'
import { Frame } from './frame/Frame.tsx'
import { Failed } from './frame/Failed.tsx'
import { NotFound } from './frame/NotFound.tsx'

/** What stands behind the ? of a screen's address, in the words of the API's query. Each screen reads its own. */
export type Search = Readonly<Record<string, string | readonly string[] | undefined>>

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Failed, validateSearch: (search): Search => search as Search })

/** Where somebody begins: the map where they may see it, else their customers. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    const { rights } = await client.ensureQueryData<MeAnswer>(meAsked as never)
    throw redirect({ to: rights.includes('map.read') ? '/map' : '/customers' })
  },
})
const map = createRoute({ getParentRoute: () => root, path: '/map', component: lazyRouteComponent(() => import('./map/MapScreen.tsx'), 'MapScreen') })
const customers = createRoute({ getParentRoute: () => root, path: '/customers', component: lazyRouteComponent(() => import('./customers/CustomersScreen.tsx'), 'CustomersScreen') })
const customer = createRoute({ getParentRoute: () => root, path: '/customers/$key', component: lazyRouteComponent(() => import('./customer/CustomerScreen.tsx'), 'CustomerScreen') })
const bring = createRoute({ getParentRoute: () => root, path: '/import', component: lazyRouteComponent(() => import('./import/ImportScreen.tsx'), 'ImportScreen') })
const bringOne = createRoute({ getParentRoute: () => root, path: '/import/$id', component: lazyRouteComponent(() => import('./import/OneImportScreen.tsx'), 'OneImportScreen') })
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: lazyRouteComponent(() => import('./settings/SettingsScreen.tsx'), 'SettingsScreen') })
const settingsPart = createRoute({ getParentRoute: () => root, path: '/settings/$part', component: lazyRouteComponent(() => import('./settings/SettingsScreen.tsx'), 'SettingsScreen') })
const welcome = createRoute({ getParentRoute: () => root, path: '/welcome', component: lazyRouteComponent(() => import('./welcome/WelcomeScreen.tsx'), 'WelcomeScreen') })
const proof = createRoute({ getParentRoute: () => root, path: '/proof', component: lazyRouteComponent(() => import('./proof/ProofScreen.tsx'), 'ProofScreen') })
const money = createRoute({ getParentRoute: () => root, path: '/money', component: lazyRouteComponent(() => import('./money/MoneyScreen.tsx'), 'MoneyScreen') })
const answers = createRoute({ getParentRoute: () => root, path: '/answers', component: lazyRouteComponent(() => import('./answers/AnswersScreen.tsx'), 'AnswersScreen') })
const gallery = createRoute({ getParentRoute: () => root, path: '/gallery', component: lazyRouteComponent(() => import('./gallery/GalleryScreen.tsx'), 'GalleryScreen') })

export const router = createRouter({
  routeTree: root.addChildren([home, map, customers, customer, bring, bringOne, settings, settingsPart, welcome, answers, proof, money, gallery]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
