import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../../shared/testing/any-text.ts'
import { memoryFolder } from '../testing/memory-folder.ts'
import { csvLine, type RowDisk, writeRowFile, writeWhole } from './row-file.ts'

const signal = new AbortController().signal

async function* lines(rows: readonly (readonly string[])[]) {
  yield* rows
}

/** A disk whose n-th operation fails. */
function failingDisk(nth: number, code: string): RowDisk & { readonly operations: () => number } {
  let count = 0
  function step() {
    count += 1
    if (count === nth) throw Object.assign(new Error(code), { code, syscall: 'write' })
  }
  return {
    operations: () => count,
    async open(path) {
      step()
      const file = await open(path, 'wx', 0o600)
      return {
        writeFile: async (text) => {
          step()
          await file.writeFile(text)
        },
        sync: async () => {
          step()
          await file.sync()
        },
        close: async () => {
          await file.close()
          step()
        },
      }
    },
    rename: async (from, to) => {
      step()
      await rename(from, to)
    },
    remove: (path) => rm(path, { force: true }),
  }
}

describe('writeRowFile', () => {
  const rows = Array.from({ length: 9_000 }, (_, row) => [`${row}`, 'a cell of some length, quoted', 'z'.repeat(60)])

  test.each([
    ['ENOSPC', 'disk-full'],
    ['EIO', 'disk-failed'],
    ['EPERM', 'disk-denied'],
  ])('whichever operation fails with %s, the old file stays and nothing half-written is left', async (errno, code) => {
    for (let nth = 1; ; nth++) {
      const folder = memoryFolder('rows-')
      const path = join(folder, 'rejected.csv')
      writeFileSync(path, 'the old file')
      const disk = failingDisk(nth, errno)
      const written = writeRowFile(path, ['a', 'b', 'c'], lines(rows), { signal, disk })
      const failure = await written.then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(readdirSync(folder)).toEqual(['rejected.csv'])
      if (failure === undefined) {
        expect(disk.operations()).toBeLessThan(nth)
        expect(nth).toBeGreaterThan(5)
        return
      }
      expect(failure).toMatchObject({ code, message: expect.stringContaining('could not be written') })
      expect(readFileSync(path, 'utf8')).toBe('the old file')
    }
  })

  test('a cancelled save leaves nothing behind', async () => {
    const folder = memoryFolder('rows-')
    const abort = new AbortController()
    async function* cancelledAfterOne() {
      yield ['1']
      abort.abort()
      yield ['2']
    }
    const saving = writeRowFile(join(folder, 'x.csv'), ['a'], cancelledAfterOne(), { signal: abort.signal })
    await expect(saving).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
  })

  test.runIf(process.platform === 'linux')('a device that is full says so in words', async () => {
    const full: RowDisk = { open: () => open('/dev/full', 'w'), rename, remove: async () => {} }
    await expect(writeWhole(join(memoryFolder('rows-'), 'receipt.json'), ['{}'], full)).rejects.toMatchObject({
      code: 'disk-full',
    })
  })
})

describe('csvLine', () => {
  const cell = fc.oneof(anyText(), fc.constantFrom('', '007', '=1+1', ' a ', '"', 'a;b', 'x\ty', '\r\n', '\n'))

  test('is never a blank line, which would be no row', () => {
    expect([csvLine([]), csvLine([''])]).toEqual(['""\r\n', '""\r\n'])
  })

  test('is read back by PapaParse cell for cell, whatever the cells hold', () => {
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      )
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map(csvLine).join('')
        const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' })
        // After the last line end PapaParse sees one more, empty line.
        expect(data.slice(0, -1)).toEqual(rows)
      }),
    )
  })
})
