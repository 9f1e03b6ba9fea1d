import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * `npm run oracle -- --minutes N [--seed S] [--only results|uploads|past|processes]`: plays uploads and results against a network,
 * a server and people that may do anything, with new seeds until the time is over. A seed that fails is printed, and
 * plays the same again with `--seed S --only NAME`.
 */

const ORACLES = {
  results: 'electron/runs/results-oracle.test.ts',
  uploads: 'electron/uploads/upload-oracle.test.ts',
  past: 'electron/uploads/past-oracle.test.ts',
  processes: 'electron/uploads/two-processes.test.ts',
} as const

type Name = keyof typeof ORACLES

/** Long enough to go deep with one seed, short enough for each process to stay small. */
const ROUND_MS = 180_000
const root = join(import.meta.dirname, '..')

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' }, only: { type: 'string' } },
})
const minutes = Number(values.minutes)
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000)
const names = Object.keys(ORACLES).filter((name): name is Name => values.only === undefined || values.only === name)
if (!(minutes > 0) || !Number.isSafeInteger(firstSeed) || names.length === 0) {
  console.error(`Usage: npm run oracle -- --minutes N [--seed S] [--only ${Object.keys(ORACLES).join('|')}]`)
  process.exit(2)
}

const end = Date.now() + minutes * 60_000
const failed: string[] = []
for (let round = 0; Date.now() < end; round += 1) {
  for (const name of names) {
    const left = end - Date.now()
    if (left < 1_000) break
    const seed = firstSeed + round
    const { isGood, output } = await play(name, seed, Math.min(ROUND_MS, Math.ceil(left / names.length)))
    console.log(`${name} ${seed} ${isGood ? 'held' : 'FAILED'} ${figuresOf(output)}`)
    if (isGood) continue
    failed.push(`npm run oracle -- --only ${name} --seed ${seed} --minutes ${minutes}`)
    console.log(output)
  }
}
for (const command of failed) console.log(`To see it again: ${command}`)
process.exit(failed.length > 0 ? 1 : 0)

/** The line of figures that an oracle prints when it ends. */
function figuresOf(output: string): string {
  return (
    output
      .split('\n')
      .findLast((line) => line.includes('oracle: '))
      ?.replace(/^.*oracle: /, '') ?? ''
  )
}

function play(name: Name, seed: number, ms: number): Promise<{ isGood: boolean; output: string }> {
  const env = {
    ...process.env,
    ORACLE_SEED: String(seed),
    ORACLE_MS: String(ms),
    ORACLE_RUNS: '1000000',
    NO_COLOR: '1',
  }
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ORACLES[name]], { cwd: root, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  return new Promise((resolve) => child.on('close', (code) => resolve({ isGood: code === 0, output })))
}
