import { join } from 'node:path'
import { type DemoPeople, makeDemoFiles } from '../demo-files.ts'
import type { Stage } from '../stage.ts'

interface WireSync {
  readonly uri: string
}
interface DataPage {
  readonly items: readonly Record<string, string>[]
}

const REGISTERED = 60
const LISTED = 40
const DECIDED = 25
const MOST = 50_000

/** People and records of the practice instance, by what its past exports hold, so that the demo's files mean something there. */
export async function makeFiles(ask: Stage['ask'], outDir: string) {
  return makeDemoFiles(join(outDir, 'files'), await findPeople(ask))
}

async function findPeople(ask: Stage['ask']): Promise<DemoPeople> {
  const contacts = await dataOf(ask, '/contacts/exports/88', MOST)
  const subscribers = new Set((await dataOf(ask, '/contacts/exports/91', MOST)).map((row) => row.email))
  const records = await dataOf(ask, '/customObjects/9/exports/3', DECIDED)
  // Whoever is on the list already cannot be added to it, and Eloqua's log would not count them.
  const newcomers = contacts.filter((row) => !subscribers.has(row.email))
  return {
    emails: contacts.slice(0, REGISTERED).map((row) => row.email ?? ''),
    contactIds: newcomers.slice(0, LISTED).map((row) => row.ID ?? ''),
    recordIds: records.map((row) => row.id ?? ''),
  }
}

async function dataOf(ask: Stage['ask'], definitionUri: string, rows: number): Promise<DataPage['items']> {
  const query = encodeURIComponent(`"syncedInstanceUri=${definitionUri}"`)
  const { items: syncs } = await ask<{ items: WireSync[] }>(`/syncs?orderBy=createdAt%20DESC&q=${query}`)
  for (const { uri } of syncs) {
    const page = await ask<DataPage>(`${uri}/data?limit=${rows}`).catch(() => undefined)
    if (page) return page.items
  }
  throw new Error(`No result of ${definitionUri} can still be read`)
}
