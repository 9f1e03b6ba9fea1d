import { buildIfStale } from './build.ts'
import { runTool } from './run-step.ts'
import { takeRuntimeOption } from './runtime-option.ts'
import { OWN_SESSION, withSession } from './with-session.ts'

/** `npm run e2e [-- --runtime electron|chromium] [-- arguments of playwright]`: the tests in the app's real window. */
const { forced, rest } = takeRuntimeOption(process.argv.slice(2))
buildIfStale()
await withSession(OWN_SESSION, (session, signal) => {
  const env = { ...session, BULKDESK_IS_BUILT: '1', ...(forced ? { BULKDESK_RUNTIME: forced } : {}) }
  return runTool('playwright', ['test', '-c', 'e2e/playwright.config.ts', ...rest], { env, signal })
})
