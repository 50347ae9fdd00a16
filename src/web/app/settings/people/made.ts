/** A link that was made, with whom it is for. */
export interface Made {
  readonly path: string
  readonly title: string
  readonly about: string
}
