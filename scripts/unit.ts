import { runTool } from './run-step.ts'
import { OWN_SESSION, withSession } from './with-session.ts'

/** `npm run unit [-- arguments of vitest]`: the unit tests, some of which need a keyring. */
await withSession(OWN_SESSION, (env, signal) => runTool('vitest', ['run', ...process.argv.slice(2)], { env, signal }))
