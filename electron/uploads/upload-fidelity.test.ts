import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../shared/testing/any-text.ts'
import { csvLine } from './outcome/row-file.ts'
import { shareSimulator } from './testing/shared-world.ts'

const share = shareSimulator()
const FIELDS = {
  email: '{{Contact.Field(C_EmailAddress)}}',
  city: '{{Contact.Field(C_City)}}',
  title: '{{Contact.Field(C_Title)}}',
  company: '{{Contact.Field(C_Company)}}',
}
let runs = 0

const TRICKY = [
  '',
  '007',
  '+49 30 123',
  '1.23E+11',
  '=HYPERLINK("http://x","y")',
  '@SUM(A1)',
  '-1',
  '01/02/2024',
  '2024-02-30',
  'TRUE',
  'null',
  ' leading and trailing ',
  '\u00a0nbsp\u00a0',
  'a,b;c\td|e',
  'say "hi"',
  '"',
  '""',
  'two\r\nlines',
  'unix\nline',
  '\\"',
  '\u200bzero width',
  '\ufeffbom',
  '\u2028',
  'e\u0301 is not é',
  '🏴󠁧󠁢󠁷󠁬󠁳󠁿👩‍👩‍👧',
  '__proto__',
  '<b>&amp;</b>',
]
/** What rows may hold: a control character or a carriage return that ends no line holds the row back, and says so. */
function isSendable(text: string): boolean {
  const rest = text.replace(/\r\n|[\n\t]/g, '')
  return [...rest].every((character) => character >= ' ' && character !== '\u007f')
}
const cell = fc.oneof(
  fc.constantFrom(...TRICKY),
  anyText({ maxLength: 30 }).filter(isSendable),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', ';', ' ', 'a', 'é', '=', '0'), maxLength: 12 }),
)
const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 })

async function roundTrip(rows: readonly (readonly [string, string, string])[], header: readonly string[]) {
  runs += 1
  const uri = await share.define('/contacts/imports', {
    fields: FIELDS,
    identifierFieldName: 'email',
    updateRule: 'always',
  })
  const w = await share.world({ services: { limits: { partBytes: 2_000, batchBytes: 8_000, batchParts: 2 } } })
  const lines = rows.map((cells, row) => csvLine([`c${runs}-${row}@example.com`, ...cells]))
  const { upload } = await w.send(uri, `${csvLine(header)}${lines.join('')}`, 'private-copy')
  expect(upload.state, upload.outcome?.kind).toBe('done')
  expect(upload.ledger).toMatchObject({ inFile: rows.length, heldBack: 0, sent: rows.length })
  const stored = share.simulator.control.sql(
    'SELECT f100009 AS a, f100016 AS b, f100004 AS c FROM contacts WHERE f100001 LIKE ? ORDER BY id',
    `c${runs}-%@example.com`,
  )
  w.service.close()
  return stored.map(({ a, b, c }) => [a, b, c])
}

describe('what Eloqua stores', () => {
  test('is what the file held, character for character, where the header is the definition’s', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        expect(await roundTrip(rows, ['email', 'city', 'title', 'company'])).toEqual(rows)
      }),
      { numRuns: 25 },
    )
  })

  test('is what the file held where columns are renamed on their way', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        expect(await roundTrip(rows, ['E-Mail', 'CITY', 'Title', 'Company'])).toEqual(rows)
      }),
      { numRuns: 25 },
    )
  })
})

describe('what a sync action is sent', () => {
  test('is the JSON text of each cell', async () => {
    const uri = await share.define('/contacts/syncActions', {
      fields: { email: FIELDS.email },
      identifierFieldName: 'email',
      syncActions: [{ action: 'add', destination: '{{ContactList[5]}}' }],
    })
    const w = await share.world()
    const odd = ["o'brien@example.com", 'grüße@example.com', 'a+b@example.com']
    const check = await w.check(uri, `email\r\n${odd.join('\r\n')}\r\n`)
    expect(JSON.parse(check.plans?.[0]?.firstBody ?? '')).toEqual(odd.map((email) => ({ email })))
  })
})
