/**
 * Lists the functions, components and files that have outgrown the limits of CONTRIBUTING. Tests, generated files and
 * AssemblyScript (one long loop by nature) are left out. Ends with status 1 where anything is too long.
 */
import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './run-step.ts'
import { findOversized, type Oversized } from './sizes.ts'

const SOURCES = '{electron,renderer,shared,simulator,e2e,bench,scripts}/**/*.{ts,tsx}'
const LEFT_OUT = /\.(test|spec|generated)\.tsx?$|\.d\.ts$|\/(testing|assembly)\//

const files = globSync(SOURCES, { cwd: root }).filter((file) => !LEFT_OUT.test(file))
const oversized = files
  .toSorted()
  .flatMap((file) => findOversized(relative('.', file), readFileSync(`${root}/${file}`, 'utf8')))
for (const item of oversized) console.error(describe(item))
console.log(`Measured ${files.length} files: ${oversized.length} functions, components or files are too long.`)
process.exitCode = oversized.length === 0 ? 0 : 1

function describe({ file, line, kind, name, lines, limit }: Oversized): string {
  return `${file}:${line} ${kind}${name ? ` ${name}` : ''}: ${lines} lines, the limit is ${limit}`
}
