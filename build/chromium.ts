/** The Chromium that pages are looked at with: what `bin/chromium.sh` installs. */
import { spawnSync } from 'node:child_process'

/** Its path, or '' where there is none. The one without windows of its own where there is one: that draws no tabs around a page, and takes a third less of the processor's time. */
export const CHROMIUM = spawnSync('sh', ['-c', 'command -v chromium-headless-shell || command -v chromium']).stdout?.toString().trim() ?? ''

/** Without most of these it looks for its maker's servers, which a closed network lets time out one by one. Letters are as wide in one Chromium as in the other. */
export const QUIET: readonly string[] = ['--no-sandbox', '--font-render-hinting=none', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
