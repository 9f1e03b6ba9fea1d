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

/** People and records of the practice instance, by what its past exports hold, so that the demo's files mean something there. */
export async function makeFiles(ask: Stage['ask'], outDir: string) {
  return makeDemoFiles(join(outDir, 'files'), await findPeople(ask))
}

async function findPeople(ask: Stage['ask']): Promise<DemoPeople> {
  const contacts = await dataOf(ask, '/contacts/exports/88', REGISTERED + LISTED)
  const records = await dataOf(ask, '/customObjects/9/exports/3', DECIDED)
  return {
    emails: contacts.slice(0, REGISTERED).map((row) => row.email ?? ''),
    contactIds: contacts.slice(REGISTERED).map((row) => row.ID ?? row.id ?? ''),
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
