import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppError } from '../../shared/contract/errors.ts'
import { copyPages } from './copy-pages.ts'
import { CSV_STYLES } from './pages/csv-line.ts'
import { columnsOfPage } from './pages/page-columns.ts'
import { createPageTranscoder } from './pages/page-transcoder.ts'
import type { PageWriter } from './pages/page-writer.ts'

const COLUMNS = ['id', 'group']

interface Page {
  readonly items?: readonly object[]
  readonly totalResults?: number
  readonly limit?: number
  readonly offset?: number
  readonly hasMore?: boolean
}

/** What a server may answer instead of the page that was asked for: each says one thing that is not so. */
const UNTRUE = {
  honest: (page: Page): unknown => page,
  'no items': ({ items: _, ...rest }: Page) => rest,
  'no rows': (page: Page) => ({ ...page, items: [] }),
  'an error': () => ({ error: 'busy' }),
  nothing: () => null,
  'a list': ({ items }: Page) => items,
  'a total that is smaller': (page: Page) => ({ ...page, totalResults: Math.max(0, (page.totalResults ?? 0) - 3) }),
  // As the first answer it could not be told from the truth, so chance never chooses it.
  'a total that ends here': (page: Page) => ({
    ...page,
    totalResults: (page.offset ?? 0) + (page.items?.length ?? 0),
    hasMore: false,
  }),
  'a total that is larger': (page: Page) => ({ ...page, totalResults: (page.totalResults ?? 0) + 3 }),
  'a total that is text': (page: Page) => ({ ...page, totalResults: String(page.totalResults) }),
  'no total': ({ totalResults: _, ...rest }: Page) => rest,
  'that there is more': (page: Page) => ({ ...page, hasMore: true }),
  'that there is no more': (page: Page) => ({ ...page, hasMore: false }),
  'not whether there is more': ({ hasMore: _, ...rest }: Page) => rest,
  'another place': (page: Page) => ({ ...page, offset: (page.offset ?? 0) + 1 }),
  'another size': (page: Page) => ({ ...page, limit: (page.limit ?? 0) + 1 }),
  'a row twice': (page: Page) => ({ ...page, items: [...(page.items ?? []).slice(0, 1), ...(page.items ?? [])] }),
  'its rows in another order': (page: Page) => ({ ...page, items: page.items?.toReversed() }),
} as const

const KEYS = Object.keys(UNTRUE) as (keyof typeof UNTRUE)[]

type Untrue = keyof typeof UNTRUE | 'the first page again'

function createServer(rows: readonly object[], answers: readonly Untrue[]) {
  let asked = 0
  const honest = (offset: number, limit: number): Page => {
    const items = rows.slice(offset, offset + limit)
    return { items, totalResults: rows.length, limit, offset, hasMore: offset + items.length < rows.length }
  }
  return async (offset: number, limit: number): Promise<Buffer> => {
    const answer = answers[asked++] ?? 'honest'
    if (answer !== 'the first page again') return Buffer.from(JSON.stringify(UNTRUE[answer](honest(offset, limit))))
    const { offset: _, ...first } = honest(0, limit)
    return Buffer.from(JSON.stringify({ ...first, hasMore: offset + limit < rows.length }))
  }
}

function createMemoryWriter() {
  let transcoder = createPageTranscoder(COLUMNS, CSV_STYLES.exact)
  let text = ''
  let ready = ''
  const writer: PageWriter = {
    async begin(columns) {
      transcoder = createPageTranscoder(columns, CSV_STYLES.exact)
      text = ''
    },
    columnsOf: async (page, known) => columnsOfPage(page, known),
    async prepare(page) {
      const { csv, ...facts } = transcoder.transcode(page)
      ready = csv.toString('utf8')
      return facts
    },
    async write() {
      text += ready
      return text.length
    },
    close: async () => {},
  }
  return { writer, lines: () => text.split('\n').slice(0, -1) }
}

async function copy(count: number, mostRows: number, answers: readonly Untrue[]) {
  const rows = Array.from({ length: count }, (_, id) => ({ id: String(id), group: String(id % 2) }))
  const { writer, lines } = createMemoryWriter()
  const outcome = await copyPages({
    fetchPage: createServer(rows, answers),
    writer,
    columns: COLUMNS,
    mostRows,
    signal: new AbortController().signal,
    onProgress: () => {},
  }).catch((error: unknown) => error)
  return { outcome, lines: lines(), expected: rows.map(({ id, group }) => `${id},${group}`) }
}

function isUntellable(answers: readonly Untrue[]): boolean {
  return answers.includes('its rows in another order') && answers.includes('the first page again')
}

describe('copyPages, from a server that says what is not so', () => {
  const answer = fc.constantFrom<Untrue>(
    ...KEYS.filter((key) => key !== 'a total that ends here'),
    'the first page again',
  )

  it('ends with every row once, or as incomplete', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 25 }),
        // Pages in no order that do not name their place cannot be told from right ones.
        fc.array(answer, { maxLength: 30 }).filter((all) => !isUntellable(all)),
        async (count, mostRows, answers) => {
          const { outcome, lines, expected } = await copy(count, mostRows, answers)
          if (isAppError(outcome)) expect(outcome.code).toBe('incomplete-result')
          else
            expect([outcome, lines.toSorted()]).toEqual([expect.objectContaining({ rows: count }), expected.toSorted()])
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is complete in spite of any one such answer', async () => {
    for (const one of [...KEYS, 'the first page again'] as const) {
      const { outcome, lines, expected } = await copy(30, 10, ['honest', one])
      if (one === 'a total that is larger') expect(outcome).toMatchObject({ code: 'incomplete-result' })
      else expect([one, lines.toSorted()]).toEqual([one, expected.toSorted()])
    }
  })
})
