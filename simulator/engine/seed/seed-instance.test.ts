import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { createDataEngine } from '../create-data-engine.ts'
import { tryEngine } from '../try-engine.ts'
import { createRandom } from './random.ts'

const TABLES = [
  'contacts',
  'accounts',
  'activities',
  'object_9',
  'object_12',
  'event_3',
  'opportunities',
  'campaigns',
  'campaign_responses',
  'list_members',
  'group_subscriptions',
  'service_members',
  'email_addresses',
]

function contents(options: { seed: number; contacts: number }): string {
  const { database } = tryEngine(options)
  return JSON.stringify(TABLES.map((table) => database.prepare(`SELECT * FROM ${table}`).all()))
}

describe('a seeded instance', () => {
  it('is the same for the same seed and another for another', () => {
    const options = { seed: 11, contacts: 80 }
    expect(contents(options)).toBe(contents(options))
    expect(contents(options)).not.toBe(contents({ seed: 12, contacts: 80 }))
  })

  it('is believable and awkward: accents, other scripts, commas, quotes, line breaks, leading zeros', () => {
    const { database } = tryEngine({ contacts: 1_000 })
    const has = (sql: string): number =>
      Number(database.prepare(`SELECT COUNT(*) AS n FROM contacts WHERE ${sql}`).get()?.n)
    expect(has('1 = 1')).toBe(1_000)
    for (const sql of [
      "f100003 LIKE '%ü%'",
      "f100002 GLOB '*[一-龥]*'",
      "f100006 LIKE '%,%'",
      "f100016 LIKE '%\"%'",
      "f100006 LIKE '%' || char(10) || '%'",
      "f100011 GLOB '0*'",
      'is_subscribed = 0',
      'account_id IS NULL',
    ]) {
      expect(has(sql), sql).toBeGreaterThan(5)
    }
  })

  it('has the purchase that the documented sync action names', () => {
    const { database } = tryEngine({ contacts: 100 })
    expect(database.prepare("SELECT id FROM object_9 WHERE external_id = 'DLPSB000000000020'").get()?.id).toBe(20)
  })

  it('is left alone when a database was filled before', () => {
    const database = new DatabaseSync(':memory:')
    createDataEngine({ database, seed: 1, contacts: 3 })
    database.exec("UPDATE contacts SET f100002 = 'kept' WHERE id = 1")
    createDataEngine({ database, seed: 2, contacts: 9 })
    expect(
      database.prepare('SELECT COUNT(*) AS n, MIN(f100002) AS name FROM contacts WHERE id = 1 OR id > 3').get(),
    ).toEqual({ n: 1, name: 'kept' })
  })

  it('draws evenly: whole numbers reach both ends', () => {
    const random = createRandom('x', 'test')
    const drawn = Array.from({ length: 6_000 }, () => random.between(1, 6))
    for (let face = 1; face <= 6; face += 1) {
      expect(drawn.filter((value) => value === face).length).toBeGreaterThan(850)
    }
    expect(Math.min(...drawn)).toBe(1)
    expect(Math.max(...drawn)).toBe(6)
  })
})
