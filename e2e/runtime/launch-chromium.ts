import { type BrowserContext, chromium } from 'playwright-core'

const ARGS = [
  '--app=data:text/html,<title>Bulkdesk</title>',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // No bar about flags inside the app's window.
  '--test-type',
]
/** The app's window has no network of its own, whatever happens in it. */
const WITHOUT_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND'

export interface ChromiumOptions {
  readonly executablePath: string
  readonly width: number
  readonly height: number
  /** Of a window for pages of other hosts; main still sees each request first. */
  readonly hasNetwork: boolean
  /** Opens Chromium's own debugging port as well: for tests. */
  readonly withDebuggingPort: boolean
}

/** Chromium with one chromeless window, on a profile of its own. */
export function launchChromium(
  profile: string,
  { executablePath, width, height, hasNetwork, withDebuggingPort }: ChromiumOptions,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: null,
    // The system's preferences, not those Playwright would set.
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    acceptDownloads: false,
    // Signals are the app's to answer: it quits, and takes the window along.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // Chromium's sandbox refuses to run as root, which only containers and CI do.
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      ...ARGS,
      ...(hasNetwork ? [] : [WITHOUT_NETWORK]),
      `--window-size=${width},${height}`,
      ...(withDebuggingPort ? ['--remote-debugging-port=0'] : []),
    ],
  })
}
