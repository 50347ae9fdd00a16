/** Says that something was done, for a few seconds (`Toasts.tsx`). Whoever says it does not wait for the part that shows it: the frame has it by then. */
export const toast = (text: string): void => void import('./Toasts.tsx').then((it) => it.toast(text))
