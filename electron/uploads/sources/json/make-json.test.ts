import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folderOfTest } from '../../../testing/traces.ts'
import { type JsonField, readFlatObject } from './flat-object.ts'
import { makeJsonFile } from './make-json.ts'
import { ObjectSplitter } from './split-objects.ts'

async function make(content: string | Buffer): Promise<string> {
  const folder = folderOfTest()
  const [from, to] = [join(folder, 'people.json'), join(folder, 'people.csv')]
  writeFileSync(from, content)
  await makeJsonFile({ from, to }, () => {})
  return readFileSync(to, 'utf8')
}
/** The fields of all objects, of a text that comes in pieces of so many characters. */
function split(text: string, piece: number) {
  const rows: (readonly JsonField[])[] = []
  const splitter = new ObjectSplitter((source, row) => rows.push(readFlatObject(source, row)))
  for (let at = 0; at < text.length; at += piece) splitter.feed(text.slice(at, at + piece))
  splitter.end()
  return rows
}
const refused = (content: string | Buffer) =>
  make(content).then(
    () => 'taken',
    (error) => error.source ?? error,
  )

describe('a JSON file becomes rows', () => {
  test('with a column for every field, in the order in which the fields appear, and null as blank', async () => {
    const csv = await make('[{"email":"a@b.c","n":null}, {"city":"Köln \\"A\\", B","email":"d@e.f","10":true}]')
    expect(csv).toBe('email,n,city,10\r\na@b.c,,,\r\nd@e.f,,"Köln ""A"", B",true\r\n')
  })

  test.each(['1.10', '12345678901234567890', '1E5', '-0', '0.1e-7'])(
    'keeps the number %s as it is written',
    async (number) => {
      expect(await make(`[{"n": ${number} }]`)).toBe(`n\r\n${number}\r\n`)
    },
  )

  test('from one object a line, with a byte order mark, and from UTF-16', async () => {
    expect(await make('\uFEFF{"a":1}\r\n\n{"a":2}\n')).toBe('a\r\n1\r\n2\r\n')
    expect(await make(Buffer.from('\uFEFF[{"a":"é"}]', 'utf16le'))).toBe('a\r\né\r\n')
  })

  test('whatever the texts hold, and wherever the file is cut into pieces', () => {
    const key = fc.string({ minLength: 1, unit: 'binary' }).filter((name) => name !== '__proto__')
    const rows = fc.array(fc.dictionary(key, fc.string({ unit: 'binary' }), { minKeys: 1 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, fc.boolean(), fc.integer({ min: 1, max: 9 }), (objects, isLines, piece) => {
        const lines = objects.map((one) => JSON.stringify(one)).join('\n')
        expect(split(isLines ? lines : JSON.stringify(objects, null, 1), piece)).toEqual(objects.map(Object.entries))
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is no list of flat objects is refused, with its row', () => {
  test.each([
    ['[{"a":1},{"b":{"c":1}}]', { reason: 'json-nested', row: 2, key: 'b' }],
    ['[{"a":[]}]', { reason: 'json-nested', row: 1, key: 'a' }],
    ['{"items":[{"a":1}]}', { reason: 'json-nested', row: 1, key: 'items' }],
    ['[1]', { reason: 'json-not-rows', row: 1 }],
    ['[{"a":1},"x"]', { reason: 'json-not-rows', row: 2 }],
    ['"text"', { reason: 'json-not-rows' }],
    ['[{"a":1,"a":2}]', { reason: 'json-key-twice', row: 1, key: 'a' }],
    ['[{"a":1},{"a":', { reason: 'json-damaged', row: 2 }],
    ['[{"a":1}', { reason: 'json-damaged', row: 1 }],
    ['[{"a":1},]', { reason: 'json-damaged', row: 2 }],
    ['[{"a":1}{"a":2}]', { reason: 'json-damaged', row: 2 }],
    ['[{"a":1}] x', { reason: 'json-damaged', row: 2 }],
    ['[{"a":01}]', { reason: 'json-damaged', row: 1 }],
    ['[{"a":NaN}]', { reason: 'json-damaged', row: 1 }],
    ['[{"a":"\\x"}]', { reason: 'json-damaged', row: 1 }],
    ['[{"a":"\\ud800"}]', { reason: 'json-damaged', row: 1 }],
    ["[{'a':1}]", { reason: 'json-damaged', row: 1 }],
    ['[]', { reason: 'json-empty' }],
    ['[{}]', { reason: 'json-empty' }],
    ['', { reason: 'json-empty' }],
  ])('%s', async (content, source) => {
    expect(await refused(content)).toEqual(source)
  })

  test('bytes that are no text', async () => {
    expect(await refused(Buffer.from([0x5b, 0x7b, 0x22, 0xff]))).toEqual({ reason: 'json-damaged' })
  })

  test('any broken text is taken or refused, and never fails in another way', () => {
    const signs = fc.constantFrom('[', ']', '{', '}', '"', ',', ':', '\\', 'a', '1', ' ', 'null', '\n')
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 40 }), (pieces) => {
        try {
          split(pieces.join(''), 3)
        } catch (error) {
          expect(error).toMatchObject({ code: 'source-refused', source: { reason: expect.stringMatching(/^json-/) } })
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
