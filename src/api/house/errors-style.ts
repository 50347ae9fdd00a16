/** The whole style of the page of errors: small enough to come with it, and named by its hash in what the page may use. */
export const ERRORS_STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}h2{font-size:1rem;margin:2rem 0 0}p{margin:.25rem 0}:target{outline:2px solid;outline-offset:.75rem}'
