import { setImmediate as turn } from 'node:timers/promises'
import { interruptSignal } from './process-end.ts'

/**
 * The command line under plain Node, on the data folder of the window: `npm run --silent cli -- syncs`. As in every
 * development build, `--login-url` and `--user-data-dir` lead elsewhere. Ctrl-C is heard from here on: the rest takes a
 * second to load.
 */
const signal = interruptSignal()
const { startOnNode } = await import('./node-start.ts')
// What was pressed meanwhile is told in the next turn.
await turn()
process.exit(await startOnNode(signal))
