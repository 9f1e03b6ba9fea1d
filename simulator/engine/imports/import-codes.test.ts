import { describe, expect, it } from 'vitest'
import type { UpdateRule } from '../../../shared/eloqua/eloqua.ts'
import type { DefinitionInput, Outcome } from '../data-engine.ts'
import { contactImport, countsOf, tryEngine, uploadOf } from '../try-engine.ts'

const EMAIL_AND_NAME = contactImport(['EmailAddress', 'FirstName'])

function codes({ logs }: Outcome): readonly string[] {
  return logs.map(({ statusCode }) => statusCode)
}

describe('the log of an import', () => {
  it('comes in the recorded order with true counts, and names the sync and its status', async () => {
    const tried = tryEngine()
    await tried.stage(EMAIL_AND_NAME, [{ EmailAddress: 'old@example.com' }])
    const rows = ['old@example.com', 'new@example.com', 'NEW@example.com'].map((EmailAddress) => ({
      EmailAddress,
      FirstName: 'A',
    }))
    const { logs } = await tried.stage(EMAIL_AND_NAME, rows)
    expect(logs).toEqual([
      { severity: 'information', statusCode: 'ELQ-00130', message: 'Total records staged for import.', count: 3 },
      { severity: 'information', statusCode: 'ELQ-00137', message: 'Ready for data import processing.', count: 0 },
      {
        severity: 'information',
        statusCode: 'ELQ-00101',
        message: 'Sync processed for sync 3, resulting in Warning status.',
        count: 0,
      },
      { severity: 'information', statusCode: 'ELQ-00001', message: 'Total records processed.', count: 3 },
      { severity: 'warning', statusCode: 'ELQ-00026', message: 'Duplicate identifier.', count: 1 },
      {
        severity: 'information',
        statusCode: 'ELQ-00003',
        message: 'Total records remaining after duplicates are rejected.',
        count: 2,
      },
      { severity: 'information', statusCode: 'ELQ-00004', message: 'Contacts created.', count: 1 },
      { severity: 'information', statusCode: 'ELQ-00022', message: 'Contacts updated.', count: 1 },
    ])
  })

  it('ends in success when every field was known and every row good', async () => {
    const outcome = await tryEngine().stage(EMAIL_AND_NAME, [{ EmailAddress: 'a@example.com', FirstName: 'A' }])
    expect(outcome.logs[2]?.message).toBe('Sync processed for sync 3, resulting in Success status.')
  })

  it('warns of a key the definition does not map without any reject', async () => {
    const outcome = await tryEngine().stage(EMAIL_AND_NAME, [
      { EmailAddress: 'a@example.com', FirstName: 'A', id: '7' },
    ])
    expect(outcome.rejects).toEqual([])
    expect(outcome.logs.filter(({ severity }) => severity === 'warning')).toEqual([
      {
        severity: 'warning',
        statusCode: 'ELQ-00111',
        message: 'Field id is not part of import definition, and will be ignored.',
        count: 1,
      },
    ])
  })

  it('warns of a field that a file lacks, which then stays as it is', async () => {
    const tried = tryEngine()
    await tried.stage(EMAIL_AND_NAME, [{ EmailAddress: 'a@example.com', FirstName: 'Ann' }])
    expect(countsOf(await tried.stage(EMAIL_AND_NAME, [{ EmailAddress: 'a@example.com' }]))).toMatchObject({
      'ELQ-00121': 1,
    })
    expect(await tried.rows({ family: 'contacts', fields: EMAIL_AND_NAME.fields })).toEqual([
      { EmailAddress: 'a@example.com', FirstName: 'Ann' },
    ])
  })

  it('warns when there was nothing to process', async () => {
    expect(countsOf(await tryEngine().stage(EMAIL_AND_NAME, []))).toMatchObject({ 'ELQ-00130': 0, 'ELQ-00124': 0 })
  })
})

describe('a reject', () => {
  it('shows all fields of the definition, missing ones empty, extra keys dropped, and its place among all uploads', async () => {
    const definition = contactImport(['EmailAddress', 'FirstName', 'LastName'])
    const good = [{ EmailAddress: 'a@example.com', FirstName: 'A', LastName: 'B' }]
    const { rejects } = await tryEngine().stage(definition, good, [
      { EmailAddress: 'bademail', FirstName: 'William', id: '3' },
    ])
    expect(rejects).toEqual([
      {
        fieldValues: { EmailAddress: 'bademail', FirstName: 'William', LastName: '' },
        message: 'Invalid email address.',
        statusCode: 'ELQ-00002',
        recordIndex: 2,
        invalidFields: ['EmailAddress'],
      },
    ])
  })

  it('of a repeated identifier says "Multiple matches.": the last row is applied', async () => {
    const tried = tryEngine()
    const { rejects } = await tried.stage(EMAIL_AND_NAME, [
      { EmailAddress: 'a@example.com', FirstName: 'first' },
      { EmailAddress: 'A@Example.com ', FirstName: 'last' },
    ])
    expect(rejects.map(({ recordIndex, message, statusCode }) => [recordIndex, message, statusCode])).toEqual([
      [1, 'Multiple matches.', 'ELQ-00026'],
    ])
    expect(await tried.rows({ family: 'contacts', fields: { name: '{{Contact.Field(C_FirstName)}}' } })).toEqual([
      { name: 'last' },
    ])
  })

  it('of a value that is no number keeps the row and leaves that field alone', async () => {
    const tried = tryEngine()
    const definition = contactImport(['EmailAddress', 'FirstName', 'Annual_Revenue1'])
    await tried.stage(definition, [{ EmailAddress: 'a@example.com', FirstName: 'Ann', Annual_Revenue1: '10' }])
    const outcome = await tried.stage(definition, [
      { EmailAddress: 'a@example.com', FirstName: 'Anna', Annual_Revenue1: 'lots' },
    ])
    expect(outcome.rejects.map(({ statusCode, invalidFields }) => [statusCode, invalidFields])).toEqual([
      ['ELQ-00040', ['Annual_Revenue1']],
    ])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00040': 1, 'ELQ-00144': 1, 'ELQ-00022': 1 })
    const [row] = await tried.rows({ family: 'contacts', fields: definition.fields })
    expect(row).toEqual({ EmailAddress: 'a@example.com', FirstName: 'Anna', Annual_Revenue1: '10' })
  })

  it.each([
    ['2026-02-30', undefined],
    ['2026-02-28', '2026-02-28 00:00:00'],
    ['2/28/2026 1:05 PM', '2026-02-28 13:05:00'],
    ['2026-02-28T23:30:00+01:00', '2026-02-28 22:30:00'],
    ['yesterday', undefined],
  ])('of the date %j is made only when it is none', async (cell, kept) => {
    const tried = tryEngine()
    const definition = contactImport(['EmailAddress', 'Birthday1'])
    const { rejects } = await tried.stage(definition, [{ EmailAddress: 'a@example.com', Birthday1: cell }])
    expect(rejects.length).toBe(kept === undefined ? 1 : 0)
    expect(await tried.rows({ family: 'contacts', fields: definition.fields })).toEqual([
      { EmailAddress: 'a@example.com', Birthday1: kept ?? '' },
    ])
  })
})

describe('who is matched', () => {
  const people = [
    { EmailAddress: 'a@example.com', Company: 'Acme' },
    { EmailAddress: 'b@example.com', Company: 'ACME' },
  ]
  const byCompany = (more: Partial<DefinitionInput>): DefinitionInput =>
    contactImport(['Company', 'FirstName'], { identifierFieldName: 'Company', ...more })

  it.each([
    [false, ['New', '']],
    [true, ['New', 'New']],
  ])('with isUpdatingMultipleMatchedRecords %s', async (isUpdatingMultipleMatchedRecords, names) => {
    const tried = tryEngine()
    await tried.stage(contactImport(['EmailAddress', 'Company']), people)
    const outcome = await tried.stage(byCompany({ isUpdatingMultipleMatchedRecords }), [
      { Company: 'acme', FirstName: 'New' },
    ])
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00022': names.filter(Boolean).length })
    const rows = await tried.rows({ family: 'contacts', fields: { name: '{{Contact.Field(C_FirstName)}}' } })
    expect(rows.map(({ name }) => name)).toEqual(names)
  })

  it('rejects a row that matches more records than may be updated at once', async () => {
    const tried = tryEngine()
    const many = Array.from({ length: 1_001 }, (_, index) => ({
      EmailAddress: `p${index}@example.com`,
      Company: 'Acme',
    }))
    await tried.stage(contactImport(['EmailAddress', 'Company']), many)
    const outcome = await tried.stage(byCompany({ isUpdatingMultipleMatchedRecords: true }), [
      { Company: 'Acme', FirstName: 'x' },
    ])
    expect(codes(outcome)).toContain('ELQ-00135')
    expect(countsOf(outcome)).toMatchObject({ 'ELQ-00022': 0 })
  })

  it.each([
    ['updateOnly', 'new@example.com', 'ELQ-00034'],
    ['createOnly', 'a@example.com', 'ELQ-00048'],
  ] as const)('%s rejects %s with %s', async (importRule, EmailAddress, code) => {
    const tried = tryEngine()
    await tried.stage(EMAIL_AND_NAME, [{ EmailAddress: 'a@example.com', FirstName: 'A' }])
    const outcome = await tried.stage({ ...EMAIL_AND_NAME, importRule }, [{ EmailAddress, FirstName: 'B' }])
    expect(outcome.rejects.map(({ statusCode }) => statusCode)).toEqual([code])
    expect(await tried.rows({ family: 'contacts', fields: EMAIL_AND_NAME.fields })).toEqual([
      { EmailAddress: 'a@example.com', FirstName: 'A' },
    ])
  })

  it.each<[UpdateRule, string, string]>([
    ['always', '', 'x'],
    ['ifNewIsNotNull', 'was', 'x'],
    ['ifExistingIsNull', 'was', 'was'],
  ])('updateRule %s turns "was" into %j by a blank and %j by "x"', async (updateRule, byBlank, byText) => {
    for (const [cell, kept] of [
      ['', byBlank],
      ['x', byText],
    ] as const) {
      const tried = tryEngine()
      await tried.stage(EMAIL_AND_NAME, [{ EmailAddress: 'a@example.com', FirstName: 'was' }])
      await tried.stage({ ...EMAIL_AND_NAME, updateRule }, [{ EmailAddress: 'a@example.com', FirstName: cell }])
      expect(await tried.rows({ family: 'contacts', fields: { name: '{{Contact.Field(C_FirstName)}}' } })).toEqual([
        { name: kept },
      ])
    }
  })

  it('lets other work go on while a large import runs', async () => {
    const tried = tryEngine()
    const rows = Array.from({ length: 60_000 }, (_, index) => [`p${index}@example.com`, 'x'])
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    await tried.engine.runImport({
      definition: EMAIL_AND_NAME,
      uploads: [{ ...uploadOf([], ['EmailAddress', 'FirstName']), rows, rowCount: rows.length }],
      user: 'api.user',
      now: 0,
    })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(5)
  })
})
