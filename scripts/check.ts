import { CHECKS } from './checks.ts'

/** `npm run check`: types, lint, imports, unused code and sizes. All run, whatever fails. */
const place = { env: process.env, signal: new AbortController().signal }
const lines: string[] = []
for (const { name, run } of CHECKS) {
  console.log(`\n== ${name}`)
  const startedAt = Date.now()
  const code = await run(place)
  if (code !== 0) process.exitCode = 1
  lines.push(
    `${name.padEnd(20)} ${(code === 0 ? 'ok' : 'FAILED').padEnd(7)} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
  )
}
console.log(`\n${lines.join('\n')}`)
