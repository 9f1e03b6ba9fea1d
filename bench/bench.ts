import { globSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bench, BenchResult } from './bench-entry.ts'
import { measure } from './measure.ts'

const COLUMNS = ['name', 'ours', 'against', 'ratio', 'target', 'holds'] as const

/** Every entry of every `*.bench.ts` in this folder, by file name. */
async function findBenches(): Promise<readonly Bench[]> {
  const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort()
  const loaded = await Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(resolve(import.meta.dirname, file)).href)) as { benches?: Bench[] }
      return module.benches ?? []
    }),
  )
  return loaded.flat()
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

function toCells({ name, ours, against, ratio, target, holds, unit }: BenchResult): string[] {
  return [
    name,
    `${round(ours)} ${unit}`,
    `${round(against)} ${unit}`,
    ratio.toFixed(2),
    String(target),
    holds ? 'yes' : 'NO',
  ]
}

function printLine(cells: readonly string[], nameWidth: number): void {
  const widths = [nameWidth, 12, 12, 7, 7, 6]
  console.log(
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  '),
  )
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
const all = await findBenches()
const unknown = positionals.filter((name) => !all.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`There is no bench named ${unknown.join(', ')}. Known: ${all.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const chosen = all.filter(({ name, onlyNamed }) => (positionals.length > 0 ? positionals.includes(name) : !onlyNamed))
const nameWidth = Math.max(4, ...chosen.map(({ name }) => name.length))
printLine(COLUMNS, nameWidth)
const results: BenchResult[] = []
for (const bench of chosen) {
  const result = await measure(bench)
  results.push(result)
  printLine(toCells(result), nameWidth)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
process.exit(results.every(({ holds }) => holds) ? 0 : 1)
