import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ensureMatchIndex, matchSql } from './match-sql.ts'
import { type Attribute, systemAttribute } from './record-type.ts'

const TEXT: Attribute = { path: 'Field(A)', storage: 'text', column: 'a', isReadOnly: false, updateRule: 'always' }

function tableOf(values: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(':memory:')
  database.exec("CREATE TABLE things (id INTEGER PRIMARY KEY, a TEXT NOT NULL DEFAULT '' COLLATE NOCASE)")
  const insert = database.prepare('INSERT INTO things (a) VALUES (?)')
  for (const value of values) insert.run(value)
  return database
}

describe('matching by text', () => {
  it('sets aside the blanks that trim() sets aside, and no others', () => {
    const sign = fc.oneof(fc.constantFrom(' ', '\t', '\r\n', '\u00a0', '\ufeff', '\u200b', '\u3000'), fc.string())
    const text = fc.array(sign, { maxLength: 5 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (value) => {
        const trimmed = tableOf([value])
          .prepare(`SELECT ${matchSql(TEXT, 't')} AS key FROM things t`)
          .get()?.key
        expect(trimmed).toBe(value.trim())
      }),
    )
  })

  it('heeds case only when asked to', () => {
    const database = tableOf([' Ada '])
    const find = (key: string, isExact: boolean) =>
      database.prepare(`SELECT id FROM things t WHERE ${matchSql(TEXT, 't', isExact)} = ?`).get(key)?.id
    expect([find('ADA', false), find('ADA', true), find('Ada', true)]).toEqual([1, undefined, 1])
  })

  it.each([TEXT, systemAttribute('A', 'email', 'a')])('uses the index made for it ($storage)', (attribute) => {
    const database = tableOf([])
    ensureMatchIndex(database, 'things', attribute)
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT id FROM things t WHERE ${matchSql(attribute, 't')} = ?`)
      .all()
    expect(String(plan[0]?.detail)).toContain('things_match_a')
  })
})
