import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConnectionIndex } from '../connections/connection-index.ts'
import { openDraftStore } from '../definitions/draft-store.ts'
import { openStoreSafely } from '../jobs/job-store.ts'
import type { Log } from '../platform/logger.ts'
import { SILENT_LOG } from '../testing/memory-log.ts'
import { createRecipeBook } from '../uploads/recipes/recipe-book.ts'
import { noteLostFiles } from './lost-files.ts'
import { createTransferBook } from './transfer-book.ts'

const COMPANY = { environment: 'sandbox', company: 'Acme' } as const
const READERS: Readonly<Record<string, (folder: string, log: Log) => void>> = {
  'connections.json': (folder, log) => void createConnectionIndex(folder, log),
  'recipes.json': (folder, log) => void createRecipeBook(folder, log).list(COMPANY),
  'definition-drafts.json': (folder, log) => void openDraftStore(folder, log),
  'jobs.db': (folder, log) => openStoreSafely(join(folder, 'jobs.db'), log).close(),
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lost-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function openDesk() {
  const notices: string[] = []
  const transfers = createTransferBook(() => {})
  const desktop = { notify: ({ title }: { readonly title: string }) => void notices.push(title) }
  return { transfers, desktop, notices, messages: () => transfers.list().map(({ message }) => message) }
}

describe('files that were damaged', () => {
  it.each(Object.keys(READERS))('are told of once: %s, where it is, and what to do', (name) => {
    const lost = noteLostFiles(SILENT_LOG)
    const desk = openDesk()
    const damage = 'no database at all, and no JSON'
    writeFileSync(join(folder, name), damage)
    READERS[name]?.(folder, lost.log)
    lost.tellAt(desk)
    READERS[name]?.(folder, lost.log)
    expect(desk.messages()).toEqual([expect.stringContaining(`kept the file as “${name}.damaged”`)])
    expect(desk.messages()[0]).toMatch(/again, or quit Bulkdesk and restore/)
    expect(desk.notices).toHaveLength(1)
    expect(readFileSync(join(folder, `${name}.damaged`), 'utf8')).toBe(damage)
  })

  it('are told of when they are found later, and keep what was set aside before', () => {
    const lost = noteLostFiles(SILENT_LOG)
    const desk = openDesk()
    lost.tellAt(desk)
    for (const name of Object.keys(READERS))
      for (const content of ['first', 'second']) {
        writeFileSync(join(folder, name), content)
        READERS[name]?.(folder, lost.log)
      }
    expect(desk.messages()).toHaveLength(8)
    for (const name of Object.keys(READERS)) {
      expect(readFileSync(join(folder, `${name}.damaged`), 'utf8')).toBe('first')
      expect(readFileSync(join(folder, `${name}.damaged-2`), 'utf8')).toBe('second')
    }
  })
})
