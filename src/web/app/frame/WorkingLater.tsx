import { later } from '../parts/later.tsx'

/** Work under way, told of once the screen is there. */
export const Working = later(() => import('./Working.tsx').then((it) => it.Working))
