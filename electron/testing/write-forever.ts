/* Run by a test, which kills it at some moment: replaces one file again and again, each time with a larger value. */
import { writeJson } from '../platform/atomic-json.ts'
import { hasParent } from './end-with-parent.ts'

const [path = ''] = process.argv.slice(2)
for (let round = 0; hasParent(); round += 1) {
  writeJson(path, { round, filling: Array.from({ length: 200 }, () => round) })
  if (round === 3) process.stdout.write('writing\n')
}
