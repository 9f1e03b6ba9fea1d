import { parseArgs } from 'node:util'
import { startSimulator } from './simulator.ts'
import { DEFAULT_USER, parseUser } from './users.ts'
import type { Speed } from './world.ts'

const USAGE = `Usage: npm run simulator -- [--port N] [--data FILE] [--seed S] [--contacts N] [--rows N]
  [--speed real|fast|instant] [--user 'Company\\User:password']…`

/** They cost no memory: enough to try any client on something large. */
const DEFAULT_ROWS = 5_000_000

const SPEEDS: readonly Speed[] = ['real', 'fast', 'instant']

function fail(message: string): never {
  console.error(`${message}\n${USAGE}`)
  process.exit(2)
}

function readNumber(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text)
  return fail(`--${name} must be a whole number, at most ${most}.`)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        seed: { type: 'string' },
        contacts: { type: 'string' },
        rows: { type: 'string' },
        speed: { type: 'string', default: 'real' },
        user: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'Unknown option.')
  }
}

const values = readOptions()
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const speed = SPEEDS.find((one) => one === values.speed) ?? fail('--speed is real, fast or instant.')
const users = (values.user ?? []).map((text) => parseUser(text) ?? fail("--user is 'Company\\User:password'."))
const [port, seed] = [readNumber('port', values.port, 65_535), readNumber('seed', values.seed, 2 ** 32)]
const [contacts, rows] = [readNumber('contacts', values.contacts, 1e8), readNumber('rows', values.rows, 1e9)]

const simulator = await startSimulator({
  speed,
  users: users.length > 0 ? users : [DEFAULT_USER],
  ...(port === undefined ? {} : { port }),
  ...(seed === undefined ? {} : { seed }),
  ...(contacts === undefined ? {} : { contacts }),
  rows: rows ?? DEFAULT_ROWS,
  ...(values.data === undefined ? {} : { dataFile: values.data }),
  log: (line) => console.error(line),
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))

console.log(`listening on ${simulator.origin}`)
for (const one of users.length > 0 ? users : [DEFAULT_USER]) {
  console.log(`sign in as ${one.company}\\${one.user} with the password ${one.password}`)
}

async function stop(): Promise<void> {
  await simulator.close()
  process.exit(0)
}
// A server others test against stays up; what went wrong is said.
process.on('uncaughtException', (error) => console.error(error))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
