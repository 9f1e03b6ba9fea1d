import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface DemoFile {
  readonly path: string
  readonly name: string
  readonly rows: number
}

export interface DemoFiles {
  /** A BOM, quoted commas and line breaks, one row that is cut short. */
  readonly activities: DemoFile & { readonly goodRows: number }
  readonly contactIds: DemoFile
  readonly recordIds: DemoFile
}

const SEED = 20_261_122

/** A small generator (mulberry32), so that the files are the same on every machine. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** People who registered: addresses that the practice instance knows, each once. */
export interface DemoPeople {
  readonly emails: readonly string[]
  readonly contactIds: readonly string[]
  readonly recordIds: readonly string[]
}

/** Writes the demo's three files from a fixed seed. */
export function makeDemoFiles(folder: string, people: DemoPeople): DemoFiles {
  mkdirSync(folder, { recursive: true })
  const random = createRandom(SEED)
  const activities = people.emails.map((email, index) => activityLine(index, email, random))
  const lines = [...activities, STRANGER, 'R-cut-short,only two cells']
  const header = 'E-mail,activityId,type,assetType,assetName,Notes'
  return {
    activities: {
      ...write(folder, 'webinar-registrations.csv', `\uFEFF${header}\r\n${lines.join('\r\n')}\r\n`, lines.length),
      goodRows: activities.length + 1,
    },
    contactIds: write(folder, 'newsletter-contacts.csv', column('Id', people.contactIds), people.contactIds.length),
    recordIds: write(folder, 'purchase-records.csv', column('Id', people.recordIds), people.recordIds.length),
  }
}

/** Nobody in the practice instance has this address: Eloqua refuses the row. */
const STRANGER = 'nobody@nowhere.example,R-9999,Registered,Webinar,Autumn,\n'.trimEnd()

function activityLine(index: number, email: string, random: () => number): string {
  const note = NOTES[Math.floor(random() * NOTES.length)] ?? ''
  const cells = [
    email,
    `R-${String(index + 1).padStart(4, '0')}`,
    'Registered',
    'Webinar',
    'Autumn, "live" from Ghent',
    note,
  ]
  return cells.map(quoteWhereNeeded).join(',')
}

const NOTES = ['seat by the door, please', 'said "maybe"', 'first line\nsecond line', 'déjà vu ☕', '']

function quoteWhereNeeded(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function column(header: string, values: readonly string[]): string {
  return `${[header, ...values].join('\n')}\n`
}

function write(folder: string, name: string, text: string, rows: number): DemoFile {
  const path = join(folder, name)
  writeFileSync(path, text)
  return { path, name, rows }
}
