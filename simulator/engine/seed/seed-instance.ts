import type { DatabaseSync } from 'node:sqlite'
import {
  ACCOUNT_LISTS,
  CAMPAIGN_COUNT,
  CLOUD_CONNECTOR_ID,
  CONTACT_LISTS,
  EMAIL_GROUPS,
  SEEDED_EXECUTION,
  SERVICE_INSTANCES,
} from '../records/marketing-assets.ts'
import { createInserter } from './insert.ts'
import { type Columns, seedAccount, seedContact } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { ACTIVITIES_PER_CONTACT, MAX_SEEDED_ACTIVITIES, seedActivity } from './seed-activities.ts'
import {
  seedAttendee,
  seedCampaign,
  seedOpportunity,
  seedPurchase,
  seedRegistration,
  seedResponse,
} from './seed-objects.ts'

/** Seeded timestamps end here, so that a seed always gives the same instance. */
export const SEED_UNTIL = Date.UTC(2026, 6, 1, 12)

interface Person {
  readonly id: number
  readonly email: string
  readonly name: string
}

export interface SeedSize {
  readonly seed: string | number
  readonly contacts: number
}

/** Fills an empty database; one that was seeded before (a file) is left as it is. Synchronous, in one transaction. */
export function seedInstance(database: DatabaseSync, { seed, contacts }: SeedSize): void {
  if (database.prepare("SELECT 1 FROM engine_meta WHERE name = 'seed'").get()) return
  database.exec('BEGIN')
  try {
    const people = seedPeople(database, seed, contacts)
    seedBelongings(database, seed, people)
    seedMemberships(database, seed, people, accountCount(contacts))
    database.prepare("INSERT INTO engine_meta (name, value) VALUES ('seed', ?)").run(String(seed))
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function accountCount(contacts: number): number {
  return Math.ceil(contacts / 5)
}

function seedPeople(database: DatabaseSync, seed: SeedSize['seed'], contacts: number): readonly Person[] {
  const accounts = accountCount(contacts)
  const insertAccount = createInserter(database, 'accounts')
  const companies: string[] = []
  const accountRandom = createRandom(seed, 'accounts')
  for (let index = 0; index < accounts; index += 1) {
    const account = seedAccount(accountRandom, index, SEED_UNTIL)
    companies.push(String(account.f100085))
    insertAccount({ id: index + 1, ...account })
  }
  const insertContact = createInserter(database, 'contacts')
  const insertEmail = createInserter(database, 'email_addresses')
  const random = createRandom(seed, 'contacts')
  const people: Person[] = []
  for (let index = 0; index < contacts; index += 1) {
    const contact = seedContact(random, index, accounts, SEED_UNTIL)
    const id = index + 1
    insertContact({ id, ...contact, f100004: companies[Number(contact.account_id) - 1] ?? '' })
    const { created_at, updated_at, is_subscribed } = contact as Record<string, number>
    insertEmail({
      id,
      f701: String(contact.f100001),
      created_at: created_at ?? 0,
      updated_at: updated_at ?? 0,
      is_subscribed: is_subscribed ?? 1,
    })
    people.push({ id, email: String(contact.f100001), name: `${contact.f100002} ${contact.f100003}` })
  }
  return people
}

type Sower = (random: Random, person: Person, id: number, until: number) => Columns

function seedBelongings(database: DatabaseSync, seed: SeedSize['seed'], people: readonly Person[]): void {
  const insertCampaign = createInserter(database, 'campaigns')
  const random = createRandom(seed, 'campaigns')
  for (let id = 1; id <= CAMPAIGN_COUNT; id += 1) insertCampaign(seedCampaign(random, id, SEED_UNTIL))
  const sowers: readonly [string, Sower, number][] = [
    ['activities', seedActivity, ACTIVITIES_PER_CONTACT],
    ['object_9', seedPurchase, 0.8],
    ['object_12', seedRegistration, 0.5],
    ['event_3', seedAttendee, 0.2],
    ['opportunities', seedOpportunity, 0.15],
    ['campaign_responses', seedResponse, 0.4],
  ]
  for (const [table, sower, share] of sowers) {
    const insert = createInserter(database, table)
    const tableRandom = createRandom(seed, table)
    const total = people.length === 0 ? 0 : Math.min(MAX_SEEDED_ACTIVITIES, Math.ceil(people.length * share))
    for (let id = 1; id <= total; id += 1) insert(sower(tableRandom, tableRandom.pick(people), id, SEED_UNTIL))
  }
}

function seedMemberships(
  database: DatabaseSync,
  seed: SeedSize['seed'],
  people: readonly Person[],
  accounts: number,
): void {
  const random = createRandom(seed, 'memberships')
  const member = createInserter(database, 'list_members')
  for (const { id, share } of CONTACT_LISTS) {
    for (const person of people)
      if (random.chance(share)) member({ kind: 'contacts', list_id: id, record_id: person.id })
  }
  for (const { id, share } of ACCOUNT_LISTS) {
    for (let account = 1; account <= accounts; account += 1) {
      if (random.chance(share)) member({ kind: 'accounts', list_id: id, record_id: account })
    }
  }
  const subscription = createInserter(database, 'group_subscriptions')
  for (const { id } of EMAIL_GROUPS) {
    for (const person of people) {
      if (random.chance(0.5))
        subscription({ group_id: id, contact_id: person.id, is_subscribed: random.chance(0.8) ? 1 : 0 })
    }
  }
  const waiting = createInserter(database, 'service_members')
  // Records come from a feeder and never wait in one.
  const steps = SERVICE_INSTANCES.filter(({ kind }) => kind !== 'FeederInstance')
  const services = [...steps.map(({ guid }) => guid), `connector-${CLOUD_CONNECTOR_ID}`]
  for (const service of services) {
    for (const person of people) {
      if (!random.chance(0.03)) continue
      waiting({ service, execution: SEEDED_EXECUTION, type_key: 'contacts', record_id: person.id, status: 'pending' })
    }
  }
}
