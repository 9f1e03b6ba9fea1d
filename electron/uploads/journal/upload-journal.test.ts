import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { anUpload } from '../testing/an-upload.ts'
import { openJournal } from './upload-journal.ts'

const fresh = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'uploads.db')

describe('openJournal', () => {
  test('gives back exactly what was saved, after the file was closed and opened again', () => {
    const path = fresh()
    const record = anUpload({ uploadId: 'a' })
    const first = openJournal(path)
    first.save(record)
    first.save({ ...record, state: 'waiting' })
    first.close()
    const second = openJournal(path)
    expect(second.find('a')).toEqual({ ...record, state: 'waiting' })
    expect(second.unfinished()).toHaveLength(1)
    second.close()
  })

  test('finds uploads by file, definition and sync, newest first, and takes wildcards as plain text', () => {
    const journal = openJournal(fresh())
    journal.save(anUpload({ uploadId: 'old', createdAt: '2026-01-01T00:00:00.000Z', file: { name: '100%.csv' } }))
    journal.save(anUpload({ uploadId: 'new', createdAt: '2026-02-01T00:00:00.000Z', file: { name: 'people.csv' } }))
    const ids = (search: string) =>
      journal.list({ search, offset: 0, limit: 10 }).records.map((record) => record.uploadId)
    expect(ids('')).toEqual(['new', 'old'])
    expect(ids('PEOPLE')).toEqual(['new'])
    expect(ids('0%')).toEqual(['old'])
    expect(ids('_')).toEqual([])
    journal.close()
  })

  test('clears what has ended and keeps what has not', () => {
    const journal = openJournal(fresh())
    journal.save(anUpload({ uploadId: 'over', phase: 'ended', state: 'done' }))
    journal.save(anUpload({ uploadId: 'going' }))
    journal.clearEnded()
    expect(journal.find('over')).toBeUndefined()
    expect(journal.find('going')).toBeDefined()
    journal.close()
  })

  test('refuses a journal of a newer version instead of guessing', () => {
    const path = fresh()
    openJournal(path).close()
    const database = new DatabaseSync(path)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(() => openJournal(path)).toThrow(/version 99/)
  })

  test('remembers the mapping of each kind of file to a definition, the newest first, and not for ever', () => {
    const journal = openJournal(fresh())
    const remembered = {
      headers: ['a', ''],
      mapping: { fields: [{ field: 'x', source: { from: 'column' as const, column: 1 } }] },
      way: 'straight' as const,
    }
    const weekly = { definition: 'sandbox\nacme\n/contacts/imports/1', columns: 'weekly' }
    journal.rememberMapping(weekly, { headers: [], mapping: { fields: [] } })
    journal.rememberMapping({ ...weekly, columns: 'monthly' }, { headers: ['m'], mapping: { fields: [] } })
    journal.rememberMapping(weekly, remembered)
    expect(journal.recallMappings(weekly.definition)).toMatchObject([remembered, { headers: ['m'] }])
    expect(journal.recallMappings(`${weekly.definition}0`)).toEqual([])
    for (let file = 0; file < 30; file++) journal.rememberMapping({ ...weekly, columns: `${file}` }, remembered)
    expect(journal.recallMappings(weekly.definition)).toHaveLength(20)
    journal.close()
  })

  test('still knows the one mapping of a definition that an older version kept', () => {
    const path = fresh()
    openJournal(path).close()
    const database = new DatabaseSync(path)
    const old = { headers: ['a'], mapping: { fields: [] } }
    database
      .prepare('INSERT INTO mappings VALUES (?, ?)')
      .run('sandbox\nacme\n/contacts/imports/1', JSON.stringify(old))
    database.close()
    const journal = openJournal(path)
    expect(journal.recallMappings('sandbox\nacme\n/contacts/imports/1')).toEqual([old])
    journal.close()
  })
})
