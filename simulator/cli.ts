import { parseArgs } from 'node:util'
import { PRACTICE_APP } from './sign-in/apps.ts'
import type { SignInWay } from './sign-in/gate.ts'
import { DEFAULT_USER, parseUser } from './sign-in/users.ts'
import { startSimulator } from './simulator.ts'
import { isVariant, VARIANTS } from './world/variants.ts'
import type { Speed } from './world/world.ts'

const VARIANT_LINES = Object.entries(VARIANTS)
  .map(([name, meaning]) => `${' '.repeat(23)}${name}: ${meaning}`)
  .join('\n')

const USAGE = `Usage: npm run simulator -- [options]

A local server that behaves like Oracle Eloqua's Bulk API 2.0, on 127.0.0.1 only. It prints where it listens and the
sign-in to use; GET /id is its discovery, / a page that lists every path. Ctrl+C stops it.

  --port N             port; 0 takes any free one (default 0)
  --data FILE          keep everything in this SQLite file (default: in memory)
  --seed S             the same seed gives the same people (default 1)
  --contacts N         contacts to invent (default 1000)
  --rows N             rows of the custom object 20, which cost no memory (default 5000000)
  --speed SPEED        how long syncs take: real (recorded times), fast (an eighth), instant (default real)
  --user 'Company\\User:password'
                       who may sign in; repeat for several (default APITest\\API.User:practice)
  --sign-in WAY        how the company lets users in: password, sso-only or both (default both)
  --variant NAME       plays the other side of what Oracle leaves open; repeat for several:
${VARIANT_LINES}
  -h, --help           this text

  npm run simulator -- --port 8080 --speed fast
  curl --user 'APITest\\API.User:practice' http://127.0.0.1:8080/id

How to point any client at it, how to script faults, and where it differs from Eloqua: simulator/README.md`

/** They cost no memory: enough to try any client on something large. */
const DEFAULT_ROWS = 5_000_000

const SPEEDS: readonly Speed[] = ['real', 'fast', 'instant']
const WAYS: readonly SignInWay[] = ['password', 'sso-only', 'both']

function fail(message: string): never {
  console.error(`${message}\nUsage: npm run simulator -- [options]; --help tells which.`)
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
        variant: { type: 'string', multiple: true },
        'sign-in': { type: 'string', default: 'both' },
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
const way = WAYS.find((one) => one === values['sign-in']) ?? fail('--sign-in is password, sso-only or both.')
const users = (values.user ?? []).map((text) => parseUser(text) ?? fail("--user is 'Company\\User:password'."))
const variants = (values.variant ?? []).filter(
  (name) => isVariant(name) || fail(`--variant is one of ${Object.keys(VARIANTS).join(', ')}.`),
)
const [port, seed] = [readNumber('port', values.port, 65_535), readNumber('seed', values.seed, 2 ** 32)]
const [contacts, rows] = [readNumber('contacts', values.contacts, 1e8), readNumber('rows', values.rows, 1e9)]

const simulator = await startSimulator({
  speed,
  variants,
  users: users.length > 0 ? users : [DEFAULT_USER],
  signIn: { way },
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
if (way !== 'password') {
  console.log(`OAuth: client id ${PRACTICE_APP.clientId}, client secret ${PRACTICE_APP.clientSecret}`)
  console.log(`OAuth: redirect address ${PRACTICE_APP.redirectUri}`)
}

async function stop(): Promise<void> {
  await simulator.close()
  process.exit(0)
}
// A server others test against stays up; what went wrong is said.
process.on('uncaughtException', (error) => console.error(error))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
