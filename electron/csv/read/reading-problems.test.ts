import { describe, expect, it } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import { COMMAS, findProblem } from '../testing/csv-files.ts'
import { ByteSource } from './byte-source.ts'
import { rawBytes } from './raw-file.ts'
import { describeBytes } from './reading-problems.ts'
import { RecordReader } from './record-reader.ts'

describe('what is counted in a file of many gigabytes', () => {
  it.each([31n, 32n])('is counted on beyond 2 to the power of %s', (power) => {
    const kernel = new Kernel()
    const source = new ByteSource(rawBytes(Buffer.from('a,b\n\n\n1,\0\r\n')), kernel, COMMAS)
    const reader = new RecordReader(kernel, source, COMMAS)
    // As if so many had been met before.
    const before = 2n ** power - 1n
    for (const counter of ['blankLines', 'endsLf', 'nulBytes'] as const) kernel.call[counter].value = before
    reader.readHeader()
    for (const _ of reader.batches());
    const problems = describeBytes(reader, COMMAS)
    expect(findProblem({ problems }, 'blank-lines')?.count).toBe(Number(before) + 2)
    expect(findProblem({ problems }, 'nul-byte')?.count).toBe(Number(before) + 1)
    expect(findProblem({ problems }, 'mixed-line-ends')?.examples[1]?.value).toBe(
      `${(Number(before) + 3).toLocaleString('en-US')} × LF (Unix, Mac)`,
    )
  })
})
