import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The header of the measured file: twelve columns of a contact. */
export const HEADER = [
  'EmailAddress',
  'FirstName',
  'LastName',
  'Company',
  'Title',
  'Country',
  'City',
  'PostalCode',
  'Phone',
  'LeadScore',
  'Notes',
  'LastTouched',
] as const

const FIRST = [
  'Anna',
  'Béatrice',
  'Chen',
  'Dmitri',
  'Emily',
  'François',
  'Grace',
  'Hiroshi',
  'Ines',
  'José',
  '美咲',
  'Łukasz',
]
const LAST = [
  'Müller',
  'Smith',
  'Nguyen',
  'García',
  'Kowalski',
  'Okafor',
  'Tanaka',
  "O'Brien",
  'Rossi',
  'Johansson',
  '王',
  'Silva',
]
const COMPANY = [
  'Acme',
  'Globex',
  'Initech, Inc.',
  'Umbrella "Europe" GmbH',
  'Hooli',
  'Stark & Sons',
  'Wayne Enterprises',
  'Vandelay',
]
const TITLE = [
  'Marketing Manager',
  'VP, Demand Generation',
  'Analyst',
  'Head of Operations',
  'Director of Field Marketing',
  'CEO',
]
const PLACE = [
  ['Germany', 'Berlin'],
  ['France', 'Saint-Étienne'],
  ['United States', 'New York'],
  ['日本', '東京'],
  ['Brasil', 'São Paulo'],
  ['Poland', 'Łódź'],
] as const
const WORDS =
  'asked for a call back after the webinar about pricing and wants the case study sent to procurement before March'.split(
    ' ',
  )

/** A small seeded generator (mulberry32): the same file everywhere. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

function quote(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function pick<T>(from: readonly T[], random: (below: number) => number): T {
  return from[random(from.length)] as T
}

function writeNotes(random: (below: number) => number): string {
  const words = Array.from({ length: 6 + random(14) }, () => pick(WORDS, random)).join(' ')
  const style = random(100)
  if (style < 6) return `"${words}\n${pick(WORDS, random)} ✅"`
  if (style < 12) return `"${words}, ""urgent"""`
  return words
}

function writeRow(row: number, random: (below: number) => number): string {
  const [country, city] = pick(PLACE, random)
  const day = `${2020 + random(7)}-0${1 + random(9)}-${10 + random(18)}`
  const cells = [
    `contact.${row.toString(36)}.${random(1e9).toString(36)}@example-${random(500)}.com`,
    pick(FIRST, random),
    pick(LAST, random),
    quote(pick(COMPANY, random)),
    quote(pick(TITLE, random)),
    country,
    city,
    String(random(100_000)).padStart(5, '0'),
    `+49 30 ${1_000_000 + random(9_000_000)}`,
    random(5) === 0 ? '' : String(random(100)),
    writeNotes(random),
    `${day}T${10 + random(14)}:${10 + random(50)}:00Z`,
  ]
  return `${cells.join(',')}\r\n`
}

/** Folder of generated files: they are kept between runs, because they are always the same. */
export function benchFolder(): string {
  const folder = join(tmpdir(), 'bulkdesk-bench')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A file of `rows` rows with twelve columns, about 200 bytes each; made once. */
export function makeContactsCsv(rows: number): { readonly path: string; readonly bytes: number } {
  const path = join(benchFolder(), `contacts-${rows}.csv`)
  if (!existsSync(path)) {
    const random = createRandom(2026)
    const file = openSync(`${path}.partial`, 'w')
    let text = `${HEADER.join(',')}\r\n`
    for (let row = 1; row <= rows; row++) {
      text += writeRow(row, random)
      if (text.length < 1_000_000 && row < rows) continue
      writeSync(file, text)
      text = ''
    }
    closeSync(file)
    renameSync(`${path}.partial`, path)
  }
  return { path, bytes: statSync(path).size }
}
