import { runChecks } from './checks.ts'

/** `npm run check`: types, lint, imports, unused code and sizes. All run, whatever fails. */
const lines: string[] = []
for await (const { name, exitCode, seconds, output } of runChecks({
  env: process.env,
  signal: new AbortController().signal,
})) {
  console.log(`\n== ${name}\n${output}`)
  if (exitCode !== 0) process.exitCode = 1
  lines.push(`${name.padEnd(20)} ${(exitCode === 0 ? 'ok' : 'FAILED').padEnd(7)} ${seconds.toFixed(1)} s`)
}
console.log(`\n${lines.join('\n')}`)
