import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderOfTest } from '../../../testing/traces.ts'
import { type SheetParts, textRow, type WorkbookParts, workbookFiles, zipOf } from '../testing/write-workbook.ts'
import { expectZip } from './expect-zip.ts'
import { makeSheetFile } from './make-sheet.ts'
import { listSheets } from './workbook.ts'
import { openArchive } from './zip.ts'

async function make(bytes: Buffer, sheet = 0) {
  const folder = folderOfTest()
  const from = join(folder, 'list.xlsx')
  const to = join(folder, 'rows.csv')
  writeFileSync(from, bytes)
  try {
    await expectZip(from)
    const problems = await makeSheetFile({ from, sheet, to }, () => {})
    return { csv: readFileSync(to, 'utf8'), problems, kinds: problems.map(({ kind, count }) => [kind, count]) }
  } catch (error) {
    expect(readdirSync(folder)).toEqual(['list.xlsx'])
    throw error
  }
}

const workbook = (parts: WorkbookParts) => zipOf(workbookFiles(parts))
const oneSheet = (rows: string, more: Partial<SheetParts> & Omit<Partial<WorkbookParts>, 'sheets'> = {}) => {
  const { strings, formats, from1904, ...sheet } = more
  return workbook({
    sheets: [{ name: 'Contacts', rows, ...sheet }],
    ...(strings ? { strings } : {}),
    ...(formats ? { formats } : {}),
    ...(from1904 ? { from1904 } : {}),
  })
}
describe('the text of a sheet', () => {
  test('is what its cells show: shared, inline, rich, calculated and escaped texts', async () => {
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></is></c></row>
      <row r="2"><c r="A2" t="str"><f>A1&amp;"x"</f><v>calc &amp; &lt;b&gt;</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" t="inlineStr"><is><t xml:space="preserve"> a_x000D_
b_x005F_x </t></is></c></row>`
    const strings = [
      '<t>email</t>',
      '<r><t>first</t></r><r><t xml:space="preserve"> name</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
      '<t>Zoë, “Z” &#x1F600;</t>',
    ]
    const { csv, problems } = await make(oneSheet(rows, { strings }))
    expect(csv).toBe('email,first name,rich\r\ncalc & <b>,"Zoë, “Z” 😀"," a\r\nb_x "\r\n')
    expect(problems).toEqual([])
  })

  test('keeps escapes of half a character as they are written, and reads those of both halves', async () => {
    const { csv } = await make(oneSheet(textRow(1, ['_xD800_', '_xD83D__xDE00_', '&#xD83D;&#xDE00;'])))
    expect(csv).toBe('_xD800_,😀,😀\r\n')
  })

  test('is read whatever prefix its XML has, and wherever its pieces are cut', async () => {
    const files = workbookFiles({ sheets: [{ name: 'S', rows: textRow(1, ['a > b', 'c']) }] })
    const sheet = 'xl/worksheets/sheet1.xml'
    files[sheet] = (files[sheet] ?? '')
      .replace(/<(\/?)([a-zA-Z])/g, '<$1x:$2')
      .replace('<x:worksheet', `<!-- ${'é'.repeat(40_000)} --><x:worksheet a='1>2'`)
    const long = textRow(2, ['y'.repeat(32_767), 'z'])
    files[sheet] = files[sheet].replace('</x:sheetData>', `${long}</x:sheetData>`)
    const { csv } = await make(zipOf(files))
    expect(csv).toBe(`a > b,c\r\n${'y'.repeat(32_767)},z\r\n`)
  })

  test('holds no rows and columns around the table that are only formatted, and blank lines within', async () => {
    const rows = `<row r="3" spans="1:9"><c r="A3" s="0"/><c r="C3" t="str"><v>a</v></c><c r="D3" t="str"><v>b</v></c><c r="E3" s="0"/></row>
      <row r="4"><c r="D4"><v>1</v></c></row><row r="7"><c r="C7"><v>2</v></c></row><row r="9"><c r="C9" s="0"/></row>`
    expect((await make(oneSheet(rows))).csv).toBe('a,b\r\n,1\r\n\r\n\r\n2,\r\n')
  })

  test('says what is left of the table after its first thousand rows', async () => {
    const lines = Array.from({ length: 1_001 }, (_, i) => `<row r="${i + 1}"><c r="B${i + 1}"><v>${i}</v></c></row>`)
    const { csv, kinds } = await make(oneSheet(`${lines.join('')}<row r="1002"><c r="A1002"><v>9</v></c></row>`))
    expect(csv.split('\r\n').slice(-3)).toEqual(['1000', '""', ''])
    expect(kinds).toEqual([['sheet-outside', 1]])
  })
})

test('numbers go out in the format of their cells, and dates by the epoch of the workbook', async () => {
  const rows = `${textRow(1, ['a', 'b', 'c'])}<row r="2"><c s="0"><v>7</v></c><c s="1"><v>43890</v></c><c s="9"><v>1.50</v></c></row>`
  const formats = ['000', 14]
  expect((await make(oneSheet(rows, { formats }))).csv).toBe('a,b,c\r\n007,2020-02-29,1.5\r\n')
  expect((await make(oneSheet(rows, { formats, from1904: true }))).csv).toBe('a,b,c\r\n007,2024-03-01,1.5\r\n')
  const long = '<row r="1"><c><v>4111111111111111</v></c></row>'
  expect((await make(oneSheet(long))).kinds).toEqual([['sheet-long-numbers', 1]])
})

describe('what is odd about a sheet is said', () => {
  test('errors, formulas without a result, merged cells, hidden rows and columns, booleans and written dates', async () => {
    const rows = `${textRow(1, ['a', 'b', 'c'])}<row r="2" hidden="1"><c r="A2" t="e"><f>NA()</f><v>#N/A</v></c><c r="B2"><f>A1</f></c><c r="C2" t="b"><v>1</v></c></row>
      <row r="3"><c r="A3" t="d"><v>2026-03-02T00:00:00</v></c><c r="B3" t="d"><v>2026-03-02T09:30:00.000Z</v></c><c r="C3" t="b"><v>0</v></c></row>`
    const before = '<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>'
    const after = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells>'
    const { csv, kinds, problems } = await make(oneSheet(rows, { before, after }))
    expect(csv).toBe('a,b,c\r\n#N/A,,TRUE\r\n2026-03-02,2026-03-02 09:30:00,FALSE\r\n')
    expect(kinds).toEqual([
      ['sheet-errors', 1],
      ['sheet-no-result', 1],
      ['sheet-merged', 2],
      ['sheet-hidden-rows', 1],
      ['sheet-hidden-columns', 2],
    ])
    expect(problems[0]?.examples).toEqual([{ value: 'A2: #N/A' }])
  })

  test('a sheet may have a name that reads like markup', async () => {
    const sheets = [
      { name: "Q1 id='rId2' state='hidden'", rows: textRow(1, ['a']) },
      { name: 'two', rows: textRow(1, ['b']) },
    ]
    const { csv, problems } = await make(workbook({ sheets }))
    expect({ csv, problems }).toEqual({ csv: 'a\r\n', problems: [] })
  })

  test('a workbook lists its sheets with their sizes, hidden ones named as that, charts left out', async () => {
    const files = workbookFiles({
      sheets: [
        { name: 'R&amp;D', rows: textRow(1, ['a']), before: '<dimension ref="A1:L1001"/>' },
        { name: 'Old', rows: '', state: 'veryHidden', before: '<dimension ref="A1"/>' },
        { name: 'Chart', rows: '' },
      ],
    })
    const relations = 'xl/_rels/workbook.xml.rels'
    files[relations] = (files[relations] ?? '').replace(
      'worksheet" Target="worksheets/sheet3',
      'chartsheet" Target="worksheets/sheet3',
    )
    const path = join(folderOfTest(), 'a.xlsx')
    writeFileSync(path, zipOf(files))
    const archive = await openArchive(path)
    expect(await listSheets(archive)).toEqual([
      { index: 0, name: 'R&D', isHidden: false, rows: 1001, columns: 12 },
      { index: 1, name: 'Old', isHidden: true },
    ])
    archive.close()
  })
})

describe('a file that is no workbook is refused in words', () => {
  const refused = (bytes: Buffer) =>
    make(bytes).then(
      () => 'taken',
      (error) => error.source?.reason ?? error,
    )
  const ole = (name: string) => {
    const bytes = Buffer.alloc(2048)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
    bytes.writeUInt16LE(9, 30)
    bytes.writeUInt32LE(1, 48)
    bytes.write(name, 1024, 'utf16le')
    return bytes
  }
  const good = workbookFiles({ sheets: [{ name: 'S', rows: textRow(1, ['a']) }] })
  const withSheet = (xml: string) => zipOf({ ...good, 'xl/worksheets/sheet1.xml': xml })

  const corrupted = (cell: string, other: string) => {
    const packed = zipOf(workbookFiles({ sheets: [{ name: 'S', rows: textRow(1, [cell]) }] }), { stored: true })
    return Buffer.from(packed.toString('latin1').replace(cell, other), 'latin1')
  }

  test.each([
    ['an old Excel file', ole('Workbook'), 'old-excel'],
    ['one with a password', ole('EncryptedPackage'), 'password'],
    ['a binary workbook', zipOf({ 'xl/workbook.bin': 'x' }), 'binary-excel'],
    ['an OpenDocument spreadsheet', zipOf({ 'content.xml': '<a/>' }), 'open-document'],
    ['another archive', zipOf({ 'readme.txt': 'x' }), 'no-workbook'],
    ['half of one', zipOf(good).subarray(0, 900), 'damaged'],
    ['one without rows', oneSheet('<row r="1"><c r="A1" s="1"/></row>'), 'empty-sheet'],
    ['a document type, whose entities may grow', withSheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), 'damaged'],
    ['an unknown entity', oneSheet(textRow(1, ['&boom;'])), 'damaged'],
    ['XML that is cut', withSheet('<worksheet><sheetData><row r="1">'), 'damaged'],
    ['XML that is too deep', withSheet('<a>'.repeat(100)), 'damaged'],
    ['a cell outside of every sheet', oneSheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), 'too-many-columns'],
    ['a row after the last', oneSheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), 'damaged'],
    ['rows that go back', oneSheet('<row r="2"/><row r="2"/>'), 'damaged'],
    [
      'a text that is not there',
      oneSheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', { strings: ['<t>a</t>'] }),
      'damaged',
    ],
    ['one with two files of one name', zipOf({ ...good, 'xl/worksheets/SHEET1.xml': '<worksheet/>' }), 'damaged'],
    ['half of a character', oneSheet(textRow(1, ['&#xD800;'])), 'damaged'],
    ['one whose cells were damaged since it was packed', corrupted('a@b.c', 'x@b.c'), 'damaged'],
    ['a directory that lies about sizes', zipOf(good, { lie: { 'xl/worksheets/sheet1.xml': 20 } }), 'damaged'],
    [
      'bytes that are no text',
      zipOf({ ...good, 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) }),
      'damaged',
    ],
  ])('%s', async (_what, bytes, reason) => {
    expect(await refused(bytes)).toBe(reason)
  })

  test('bombs: of nothing but one letter or one tag, of many small files, of one long text in many cells', async () => {
    const cells = Array.from({ length: 40_000 }, (_, i) => `<row r="${i + 1}"><c t="s"><v>0</v></c></row>`).join('')
    const long = `<t>${'y'.repeat(32_767)}</t>`
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, '']))
    for (const bomb of [
      // The first is no one text: only that it is packed so small gives it away.
      withSheet(`<worksheet><sheetData>${'<row></row>'.repeat(4_600_000)}</sheetData></worksheet>`),
      withSheet(`<worksheet><sheetData>${' '.repeat(2_000_000)}</sheetData></worksheet>`),
      zipOf({ ...good, ...many }, { stored: true }),
      oneSheet(cells, { strings: [long] }),
      oneSheet(textRow(1, ['y'.repeat(300_000)])),
      oneSheet('<row r="1"><c t="s"><v>0</v></c></row>', { strings: [`<t>${'y'.repeat(260_000)}</t>`] }),
    ]) {
      expect(await refused(bomb)).toBe('unpacks-to-too-much')
    }
  })

  test('any file with broken bytes is taken or refused, and never fails in another way', async () => {
    const rows = `${textRow(1, ['a', 'b'])}<row r="2"><c r="A2" s="1"><v>45352</v></c><c r="B2" t="s"><v>0</v></c></row>`
    const plain = zipOf(workbookFiles({ sheets: [{ name: 'S', rows }], strings: ['<t>x</t>'], formats: [0, 14] }), {
      stored: true,
    })
    const packed = zipOf(workbookFiles({ sheets: [{ name: 'S', rows }], strings: ['<t>x</t>'], formats: [0, 14] }))
    let seed = 7
    const next = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed % below
    }
    for (let round = 0; round < 60; round += 1) {
      const bytes = Buffer.from(round % 2 ? plain : packed)
      for (let i = 0; i <= next(4); i += 1) bytes[next(bytes.length)] = next(256)
      const ended = await refused(round % 7 === 0 ? bytes.subarray(0, next(bytes.length)) : bytes)
      expect(typeof ended === 'string' ? ended : (ended as Error).stack).toMatch(/^[a-z-]+$/)
    }
  })

  test('a file that is not there is called that, and no half-made file stays', async () => {
    const to = join(folderOfTest(), 'rows.csv')
    await expect(makeSheetFile({ from: '/nowhere/a.xlsx', sheet: 0, to }, () => {})).rejects.toMatchObject({
      code: 'file-missing',
    })
    expect(existsSync(to)).toBe(false)
  })
})
