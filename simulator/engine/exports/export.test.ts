import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../../shared/testing/any-text.ts'
import { CONTACT_FIELDS } from '../records/contact-fields.ts'
import { contactImport, jsonRows, TRIED_AT, tryEngine } from '../try-engine.ts'
import { BlockEncoder, csvCell } from './encode-rows.ts'
import { joinPage } from './page-bytes.ts'

/** A small reader of CSV, for comparison only. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}

describe('an export', () => {
  it('reads every contact field, system attribute and related account of the seeded instance as text', async () => {
    const tried = tryEngine({ contacts: 30 })
    const paths = [
      'Id',
      'CreatedAt',
      'UpdatedAt',
      'Email.IsSubscribed',
      'Email.IsBounced',
      'Email.Format',
      'Account.Id',
      'Account.Field(M_CompanyName)',
      'LeadScore.Model[1].Rating',
    ]
    const statements = [...CONTACT_FIELDS.map(({ internalName }) => `Field(${internalName})`), ...paths]
    const rows = await tried.rows({
      family: 'contacts',
      fields: Object.fromEntries(statements.map((path) => [path, `{{Contact.${path}}}`])),
    })
    expect(rows.length).toBe(30)
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(statements)
      expect(Object.values(row).every((cell) => typeof cell === 'string')).toBe(true)
      expect(row['Email.IsSubscribed']).toMatch(/^(True|False)$/)
      expect(row['LeadScore.Model[1].Rating']).toMatch(/^[A-D][1-4]$/)
      expect(row['Field(C_DateCreated)']).toBe(row.CreatedAt)
      expect(row['Field(C_MD5HashedEmailAddress)']).toMatch(/^[0-9A-F]{32}$/)
    }
    expect(rows.some((row) => row['Field(C_Address1)']?.includes('\n'))).toBe(true)
  })

  it('shows system timestamps in Eastern time unless UTC is asked for, summer and winter', async () => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress']), [{ EmailAddress: 'winter@example.com' }])
    tried.database
      .prepare('INSERT INTO contacts (f100001, created_at) VALUES (?, ?)')
      .run('summer@example.com', Date.UTC(2026, 6, 1, 3, 30, 0, 7))
    const definition = { family: 'contacts', fields: { at: '{{Contact.CreatedAt}}' } } as const
    expect(await tried.rows({ ...definition, areSystemTimestampsInUTC: true })).toEqual([
      { at: '2026-03-02 09:10:00.000' },
      { at: '2026-07-01 03:30:00.007' },
    ])
    expect(await tried.rows(definition)).toEqual([{ at: '2026-03-02 04:10:00.000' }, { at: '2026-06-30 23:30:00.007' }])
    const filter =
      "'{{Contact.CreatedAt}}' >= '2026-03-02 04:10:00' AND '{{Contact.CreatedAt}}' < '2026-03-02 04:10:01'"
    expect(await tried.rows({ ...definition, filter })).toHaveLength(1)
    expect(await tried.rows({ ...definition, filter, areSystemTimestampsInUTC: true })).toHaveLength(0)
    expect(new Date(TRIED_AT).toISOString()).toBe('2026-03-02T09:10:00.000Z')
  })

  it('logs its rows first and ends with its status', async () => {
    const { logs } = await tryEngine({ contacts: 12 }).export({
      family: 'contacts',
      fields: { id: '{{Contact.Id}}' },
      maxRecords: 5,
    })
    expect(logs.map(({ statusCode, count }) => [statusCode, count])).toEqual([
      ['ELQ-00102', 5],
      ['ELQ-00131', 0],
      ['ELQ-00106', 0],
      ['ELQ-00101', 0],
    ])
    expect(logs[0]?.message).toBe('Successfully exported members to csv file.')
  })

  it('stays as it was when the records change afterwards, and other exports are not touched', async () => {
    const tried = tryEngine()
    const definition = contactImport(['EmailAddress', 'FirstName'])
    await tried.stage(definition, [{ EmailAddress: 'a@example.com', FirstName: 'before' }])
    const fields = { name: '{{Contact.Field(C_FirstName)}}' }
    const before = await tried.export({ family: 'contacts', fields })
    await tried.stage(definition, [{ EmailAddress: 'a@example.com', FirstName: 'after' }])
    const after = await tried.export({ family: 'contacts', fields })
    expect([jsonRows(before.data), jsonRows(after.data)]).toEqual([[{ name: 'before' }], [{ name: 'after' }]])
    before.data.drop()
    expect(jsonRows(after.data)).toEqual([{ name: 'after' }])
  })

  it('serves any page in both formats with the same rows', async () => {
    const tried = tryEngine({ contacts: 1_300 })
    const names = ['Id', 'Field(C_Address1)', 'Field(C_LastName)']
    const { data } = await tried.export({
      family: 'contacts',
      fields: Object.fromEntries(names.map((path) => [path, `{{Contact.${path}}}`])),
    })
    const all = jsonRows(data)
    expect(all.length).toBe(1_300)
    fc.assert(
      fc.property(fc.nat(1_400), fc.nat(1_200), (offset, limit) => {
        expect(jsonRows(data, offset, limit)).toEqual(all.slice(offset, offset + limit))
        const [header, ...rows] = readCsv(joinPage(data.csv(offset, limit)).toString())
        expect(header).toEqual(names)
        expect(rows).toEqual(all.slice(offset, offset + limit).map((row) => Object.values(row)))
      }),
    )
  })

  it('has no rows and only a header when nothing matches', async () => {
    const { data } = await tryEngine({ contacts: 3 }).export({
      family: 'contacts',
      fields: { id: '{{Contact.Id}}' },
      filter: "'{{Contact.Id}}' = '77'",
    })
    expect([data.rowCount, joinPage(data.json(0, 10)).length, joinPage(data.csv(0, 10)).toString()]).toEqual([
      0,
      0,
      'id\n',
    ])
  })

  it('reads activities, events, opportunities, campaign responses and accounts with their related records', async () => {
    const tried = tryEngine({ contacts: 200 })
    const activities = await tried.rows({
      family: 'activities',
      filter: "'{{Activity.Type}}'='EmailOpen' AND '{{Activity.CreatedAt}}' >= '2026-01-01'",
      fields: {
        type: '{{Activity.Type}}',
        who: '{{Activity.Contact.Field(ContactIDExt)}}',
        mail: '{{Activity.Field(EmailAddress)}}',
        ip: '{{Activity.Field(IpAddress)}}',
      },
    })
    expect(activities.length).toBeGreaterThan(20)
    expect(
      activities.every(
        ({ type, who, mail, ip }) => type === 'EmailOpen' && who?.startsWith('CMYCO') && mail?.includes('@') && ip,
      ),
    ).toBe(true)
    const event = await tried.rows({
      family: 'events',
      parentId: 3,
      fields: {
        id: '{{Event[3].ExternalId}}',
        contact: '{{Event[3].Contact.Field(C_EmailAddress)}}',
        mail: '{{Event[3].Field[302]}}',
      },
    })
    expect(event.length).toBe(40)
    expect(event.every(({ contact, mail }) => contact === mail)).toBe(true)
    const responses = await tried.rows({
      family: 'campaignResponses',
      fields: {
        campaign: '{{CampaignResponse.Campaign.Field(CampaignName)}}',
        status: '{{CampaignResponse.Field(MemberStatus)}}',
      },
    })
    expect(responses.every(({ campaign, status }) => campaign && status)).toBe(true)
    const listed = await tried.rows({
      family: 'accounts',
      fields: { name: '{{Account.Field(M_CompanyName)}}' },
      filter: "EXISTS('{{AccountList[1]}}')",
    })
    expect(listed.length).toBeGreaterThan(3)
  })
})

describe('the encoder', () => {
  it('writes any cells as JSON and CSV that read back the same', () => {
    const cell = fc.oneof(
      anyText().filter((text) => text.isWellFormed()),
      fc.constantFrom('', '"', ',', '\r\n', '0012', 'é'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const encoder = new BlockEncoder(['a "b"', 'c'])
        for (const row of rows) encoder.add(row)
        const block = encoder.take()
        expect(JSON.parse(`[${block.json.subarray(0, -1)}]`)).toEqual(rows.map(([a, c]) => ({ 'a "b"': a, c })))
        expect(readCsv(block.csv.toString())).toEqual(rows)
        expect(block.csvEnds.at(-1)).toBe(block.csv.length)
        expect(block.jsonEnds.at(-1)).toBe(block.json.length)
      }),
    )
  })

  it('quotes only cells that need it', () => {
    expect(['plain', ' kept ', 'a,b', 'say "x"', 'two\nlines', ''].map(csvCell)).toEqual([
      'plain',
      ' kept ',
      '"a,b"',
      '"say ""x"""',
      '"two\nlines"',
      '',
    ])
  })
})
