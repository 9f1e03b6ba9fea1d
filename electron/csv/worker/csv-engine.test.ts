import { createHash } from 'node:crypto'
import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SILENT_LOG } from '../../testing/memory-log.ts'
import type { HeldBackRow, Part } from '../engine.ts'
import { COMMAS, CONTACT_IMPORT, mapAll, writeCsv } from '../testing/csv-files.ts'
import { createCsvEngine } from './csv-engine.ts'

const engine = createCsvEngine({ log: SILENT_LOG })
const FILE = 'Email,Name\na@b.cd,Ann\nbad,Bob\n"c@d.ef","two\nlines"\nshort\nd@e.fg,Dan\n'

function request(content = FILE) {
  const stamp = writeCsv(content)
  const signal = new AbortController().signal
  return { stamp, reading: COMMAS, mapping: mapAll(['Email', 'Name']), target: CONTACT_IMPORT, signal }
}

/** Big enough that reading it takes a while, small enough for a test. */
function bigFile(rows = 200_000): string {
  return `Email,Name\n${Array.from({ length: rows }, (_, i) => `contact${i}@example.com,${'x'.repeat(60)}`).join('\n')}\n`
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('createCsvEngine', () => {
  it('looks, checks, plans and cuts in workers', async () => {
    const { stamp } = request()
    const look = await engine.firstLook({ path: stamp.path })
    expect(look).toMatchObject({ stamp, reading: COMMAS, headers: ['Email', 'Name'], rows: { count: 5, exact: true } })
    const asked = { ...request(), body: 'csv', maxBytes: 1000 } as const
    const seen: number[] = []
    const report = await engine.check({ ...asked, onProgress: (bytes) => seen.push(bytes) })
    expect(report).toMatchObject({ rows: 5, goodRows: 3, heldBackRows: 2, bytes: FILE.length })
    expect(await engine.hash(asked)).toBe(createHash('sha256').update(FILE).digest('hex'))
    expect(seen.at(-1)).toBe(FILE.length)
    const plan = await engine.plan(asked)
    const [part, ...others] = await collect(engine.parts(asked))
    expect(others).toEqual([])
    expect(part?.body.toString()).toBe(plan.firstBody)
    const facts = { rows: 3, firstRow: 1, lastRow: 5, bytes: part?.body.length, sha256: part?.sha256 }
    expect(plan.parts).toEqual([facts])
  })

  it('hashes a file of many blocks as any other tool would', async () => {
    const asked = request(bigFile(20_000))
    const expected = createHash('sha256').update(readFileSync(asked.stamp.path)).digest('hex')
    expect(await engine.hash(asked)).toBe(expected)
  })

  it('lists the rows that stay behind, with row, line and reason', async () => {
    expect(await collect(engine.heldBack(request()))).toEqual<HeldBackRow[]>([
      { row: 2, line: 3, reason: 'The identifier isn’t a valid email address.', cells: ['bad', 'Bob'] },
      { row: 4, line: 6, reason: 'The row has 1 cell, the header has 2.', cells: ['short'] },
    ])
  })

  it('finds rows by their numbers, in any order, and leaves out those there are not', async () => {
    const rows = await engine.rows({ ...request(), wanted: [5, 99, 3, 3, 0] })
    expect([...rows]).toEqual([
      [3, ['c@d.ef', 'two\nlines']],
      [5, ['d@e.fg', 'Dan']],
    ])
  })

  it('keeps parts intact that are held on to, and takes back those released', async () => {
    const asked = { ...request(bigFile(20_000)), body: 'csv', maxBytes: 200_000 } as const
    const kept: Part[] = await collect(engine.parts(asked))
    expect(kept.length).toBeGreaterThan(5)
    const hashes: string[] = []
    for await (const part of engine.parts(asked)) {
      hashes.push(createHash('sha256').update(part.body).digest('hex'))
      part.release()
      expect(part.body.length).toBe(0)
    }
    expect(hashes).toEqual(kept.map(({ sha256 }) => sha256))
    for (const part of kept) expect(createHash('sha256').update(part.body).digest('hex')).toBe(part.sha256)
  })

  it('gives the same report for a big file as for its rows counted by hand', async () => {
    const report = await engine.check({ ...request(bigFile()), onProgress: () => {} })
    expect(report).toMatchObject({ rows: 200_000, goodRows: 200_000, duplicateIdentifierRows: 0 })
    expect(report.columns).toMatchObject([
      { name: 'Email', filled: 200_000, distinct: { count: 200_000, exact: true }, looksLike: 'email' },
      { name: 'Name', filled: 200_000, distinct: { count: 1, exact: true }, longest: 60, looksLike: 'text' },
    ])
  })

  it('judges the values of a big file in both its shares, those of a column that feeds several fields too', async () => {
    const days = Array.from(
      { length: 200_000 },
      (_, i) => `contact${i}@example.com,${'x'.repeat(40)}${i},${(i % 20) + 1}/3/2026`,
    )
    const column = (field: string, at: number) => ({ field, source: { from: 'column' as const, column: at } })
    const fields = [column('Email', 0), column('Name', 1), column('When', 2), column('Score', 2)]
    const rules = {
      Name: { type: 'text', smallLimit: 45 },
      When: { type: 'date' },
      Score: { type: 'number', mayBeWhole: false },
    } as const
    const asked = { ...request(`Email,Name,When\n${days.join('\n')}\n`), mapping: { fields }, rules }
    const { values } = await engine.check({ ...asked, onProgress: () => {} })
    expect(values?.map(({ field, kind, count, examples }) => [field, kind, count, examples[0]?.row])).toEqual([
      ['Name', 'over-small-text', 100_000, 100_001],
      ['When', 'day-first', 80_000, 13],
      ['When', 'day-month-swapped', 110_000, 1],
      ['Score', 'not-a-number', 200_000, 1],
    ])
  })

  it('stops at once when cancelled, before, during and between parts', async () => {
    const cancelled = { code: 'cancelled' }
    await expect(
      engine.check({ ...request(), signal: AbortSignal.abort(), onProgress: () => {} }),
    ).rejects.toMatchObject(cancelled)
    const during = new AbortController()
    const asked = request(bigFile())
    const check = engine.check({ ...asked, signal: during.signal, onProgress: () => during.abort() })
    await expect(check).rejects.toMatchObject(cancelled)
    const between = new AbortController()
    const parts = engine.parts({ ...asked, signal: between.signal, body: 'json', maxBytes: 100_000 })
    const iterator = parts[Symbol.asyncIterator]()
    expect(await iterator.next()).toMatchObject({ done: false })
    between.abort()
    await expect(iterator.next().then(() => iterator.next())).rejects.toMatchObject(cancelled)
  })

  it('says as AppErrors that a file is gone, has changed, or is none', async () => {
    const gone = request()
    rmSync(gone.stamp.path)
    await expect(engine.firstLook({ path: gone.stamp.path })).rejects.toMatchObject({ code: 'file-missing' })
    const changed = request()
    appendFileSync(changed.stamp.path, 'x')
    await expect(engine.rows({ ...changed, wanted: [1] })).rejects.toMatchObject({ code: 'file-changed' })
    await expect(engine.hash(changed)).rejects.toMatchObject({ code: 'file-changed' })
    const pdf = writeCsv('%PDF-1.4')
    await expect(engine.firstLook({ path: pdf.path })).rejects.toMatchObject({ code: 'file-not-csv' })
    await expect(engine.firstLook({ path: import.meta.dirname })).rejects.toMatchObject({ code: 'file-unreadable' })
  })

  it('notices a file that is replaced while its parts are taken', async () => {
    const asked = { ...request(bigFile(50_000)), body: 'csv', maxBytes: 200_000 } as const
    const taken = async () => {
      for await (const part of engine.parts(asked)) {
        if (part.index === 2) appendFileSync(asked.stamp.path, 'x@y.zz,late\n')
      }
    }
    await expect(taken()).rejects.toMatchObject({ code: 'file-changed' })
  })

  it('never keeps the event loop waiting for more than a moment', async () => {
    const asked = request(bigFile(400_000))
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    await engine.check({ ...asked, onProgress: () => {} })
    clearInterval(timer)
    // A worker's start costs main a few milliseconds; the file itself, none. Generous, for busy machines.
    expect(longest).toBeLessThan(250)
    expect(readFileSync(asked.stamp.path).length).toBe(asked.stamp.size)
  })
})
