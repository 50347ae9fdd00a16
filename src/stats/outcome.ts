/** What an estimator hands back: a fit, or the reason (from a closed list) why there is none. Never NaN. */
export type Outcome<Fit, Reason extends string> = { readonly ok: true; readonly value: Fit } | { readonly ok: false; readonly reason: Reason }

export const fitted = <Fit>(value: Fit): { readonly ok: true; readonly value: Fit } => ({ ok: true, value })

export const unfit = <Reason extends string>(reason: Reason): { readonly ok: false; readonly reason: Reason } => ({ ok: false, reason })
