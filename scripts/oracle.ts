import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * `npm run oracle -- --minutes N [--seed S] [--only NAME [--run K]]`: plays uploads and results against a network, a server
 * and people that may do anything, with new seeds until the time is over. Prints its figures every minute and at its end,
 * also when it is told to end (SIGTERM, Ctrl-C). A run that fails is printed with the command that plays it again.
 */

const ORACLES = {
  results: 'electron/runs/results-oracle.test.ts',
  uploads: 'electron/uploads/upload-oracle.test.ts',
  past: 'electron/uploads/past-oracle.test.ts',
  processes: 'electron/uploads/two-processes.test.ts',
} as const

type Name = keyof typeof ORACLES
type Figures = Record<string, number>

/** Long enough to go deep with one seed, short enough for each process to stay small. */
const ROUND_MS = 180_000
/** What is left at the end is not worth another start below this. */
const SHORTEST_MS = 20_000
/** For the run at hand to come to its end. */
const GRACE_MS = 60_000
const TOLD_EVERY_MS = 60_000
/** `electron/testing/oracle.ts` writes the one and looks for the other. */
const [FIGURES, STOP] = ['figures.json', 'stop']
/** For the temporary files of a round, which go with it. */
const TEMPORARY = 'tmp'
const root = join(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    only: { type: 'string' },
    run: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000)
const names = Object.keys(ORACLES).filter((name): name is Name => values.only === undefined || values.only === name)
const isOneRun = values.run !== undefined
const isUsable = minutes > 0 && Number.isSafeInteger(firstSeed) && names.length > 0
if (!isUsable || (isOneRun && !(Number(values.run) >= 1 && values.seed && values.only))) {
  console.error(`Usage: npm run oracle -- --minutes N [--seed S] [--only ${Object.keys(ORACLES).join('|')} [--run K]]`)
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-oracle-'))
const startedAt = Date.now()
const end = startedAt + minutes * 60_000
const roundMs = Math.min(ROUND_MS, (end - startedAt) / names.length)
const sums = new Map<Name, Figures>()
let isStopped = false
let current: ReturnType<typeof begin> | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
const clock = setInterval(tellAll, TOLD_EVERY_MS)
let violations = 0
for (let round = 0; mayBegin(round); round += 1) {
  for (const name of names) if (mayBegin(round)) violations += (await play(name, firstSeed + round)) ? 0 : 1
}
clearInterval(clock)
tellAll()
console.log(`${isStopped ? 'Stopped' : 'Ended'} after ${elapsed()}: ${violations} violations`)
rmSync(folder, { recursive: true, force: true })
process.exit(violations > 0 ? 1 : isStopped ? 130 : 0)

function mayBegin(round: number): boolean {
  if (isStopped) return false
  return round === 0 || (!isOneRun && end - Date.now() > SHORTEST_MS)
}

async function play(name: Name, seed: number): Promise<boolean> {
  current = begin(name, seed)
  const { code, output } = await current.ended
  const figures = readFigures()
  sums.set(name, sum(sums.get(name), figures))
  current = undefined
  for (const left of [FIGURES, TEMPORARY]) rmSync(join(folder, left), { recursive: true, force: true })
  // One that was made to end has shown nothing.
  const isGood = code === 0 || (isStopped && code === null)
  console.log(`${name} ${seed} ${isGood ? 'held' : 'FAILED'} ${wordsOf(figures)}`)
  if (!isGood) console.log(output)
  return isGood
}

function begin(name: Name, seed: number) {
  const temporary = join(folder, TEMPORARY)
  mkdirSync(temporary, { recursive: true })
  const env = {
    ...process.env,
    ORACLE_SEED: String(seed),
    ORACLE_MS: String(Math.round(Math.max(1, Math.min(roundMs, end - Date.now())))),
    ORACLE_RUNS: '1000000',
    ORACLE_FOLDER: folder,
    ...{ TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    ...(isOneRun ? { ORACLE_RUN: values.run } : {}),
    NO_COLOR: '1',
  }
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  // A group of its own, so that a signal from the keyboard is for this script, and nothing outlives the round.
  const child = spawn(process.execPath, [vitest, 'run', ORACLES[name]], { cwd: root, env, detached: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => {
      endGroup(child.pid)
      resolve({ code, output })
    })
  })
  return { name, ended, kill: () => endGroup(child.pid) }
}

/** Whatever the round started and left. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // None of it is there any more.
  }
}

/** The run at hand is played to its end; then the figures are told. */
function stop(): void {
  if (isStopped) return
  isStopped = true
  writeFileSync(join(folder, STOP), '')
  setTimeout(() => current?.kill(), GRACE_MS).unref()
}

function tellAll(): void {
  const now = current && { name: current.name, figures: readFigures() }
  for (const name of names) {
    const figures = now?.name === name ? sum(sums.get(name), now.figures) : sums.get(name)
    if (figures) console.log(`${elapsed()} ${name}: ${wordsOf(figures)}`)
  }
}

function readFigures(): Figures {
  try {
    return JSON.parse(readFileSync(join(folder, FIGURES), 'utf8')) as Figures
  } catch {
    return {}
  }
}

/** Counts add up; of memory the most counts. */
function sum(one: Figures = {}, other: Figures): Figures {
  const both = { ...one }
  for (const [what, count] of Object.entries(other)) {
    both[what] = what === 'megabytes' ? Math.max(both[what] ?? 0, count) : (both[what] ?? 0) + count
  }
  return both
}

function wordsOf(figures: Figures): string {
  return Object.entries(figures)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')
}

function elapsed(): string {
  return `${Math.round((Date.now() - startedAt) / 60_000)} min`
}
