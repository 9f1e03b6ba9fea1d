import { describe, expect, it } from 'vitest'
import type { Encoding } from '../../../shared/csv/csv.ts'
import { check, cutTexts, findProblem, kindsOf, look } from '../testing/csv-files.ts'
import { isSingleByte, MULTI_BYTE, SINGLE_BYTE, tableOf } from './legacy-encodings.ts'

/** Text in an encoding that Node only decodes: every character is looked for among all that one or two bytes can mean. */
function encode(text: string, encoding: Encoding): Buffer {
  const bytesOf = bytesByCharacter(encoding)
  return Buffer.concat(
    [...text].map((character) => {
      if (character < '\u0080') return Buffer.from(character)
      const bytes = bytesOf.get(character)
      if (!bytes) throw new Error(`${encoding} has no ${character}`)
      return bytes
    }),
  )
}

function bytesByCharacter(encoding: Encoding): ReadonlyMap<string, Buffer> {
  const bytes = new Map<string, Buffer>()
  if (isSingleByte(encoding)) {
    for (const [i, code] of tableOf(encoding).entries()) {
      if (code !== 0) bytes.set(String.fromCodePoint(code), Buffer.of(0x80 + i))
    }
    return bytes
  }
  const decoder = new TextDecoder(encoding)
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if ([...text].length === 1 && text !== '\ufffd' && !bytes.has(text)) bytes.set(text, Buffer.of(lead, trail))
    }
  }
  return bytes
}

const FILES: readonly (readonly [Encoding, string])[] = [
  ['windows-1252', 'Email,Prénom,Ville\nrenee@x.com,Renée,Orléans\nfrancois@x.com,François,Liège\n'],
  ['windows-1252', 'Email;Straße\nann@x.com;Königstraße 5\nbob@x.com;Münchner Weg\n'],
  ['windows-1252', 'Email,Notes\nann@x.com,“it’s fine” – €5\nbob@x.com,José Muñoz\n'],
  ['windows-1252', 'Email,Navn\nann@x.com,Søren Ærø\nbob@x.com,Åse Bjørnstad\n'],
  ['macintosh', 'Email;Prénom;Ville\nrenee@x.com;Renée;Orléans\nhelene@x.com;Hélène;Nîmes\n'],
  ['macintosh', 'Email,Name\nann@x.com,Jürgen Müller\nbob@x.com,Günther Groß\n'],
  ['macintosh', 'Email,Nome\nann@x.com,João Conceição\nbob@x.com,José Simões\n'],
  ['windows-1250', 'Email,Miasto\nann@x.com,Łódź\nbob@x.com,Świnoujście\neva@x.com,Kraków\n'],
  ['windows-1250', 'Email,Jméno\nann@x.com,Jiří Dvořák\nbob@x.com,Zdeněk Šťastný\n'],
  ['windows-1250', 'Email,Név\nann@x.com,Gyöngyösi Győző\nbob@x.com,Fűzfői Ödön\n'],
  ['windows-1251', 'Email;Имя;Город\nanna@x.com;Анна;Москва\nboris@x.com;Борис;Казань\n'],
  ['windows-1251', 'Email,Місто\nanna@x.com,Київ\nboris@x.com,Львів\nvera@x.com,Чернівці\n'],
  ['koi8-r', 'Email,Город\nanna@x.com,Москва\nboris@x.com,Санкт-Петербург\nvera@x.com,Новосибирск\n'],
  ['windows-1253', 'Email,Όνομα\nann@x.com,Γιώργος Παπαδόπουλος\nbob@x.com,Ελένη Νικολάου\n'],
  ['windows-1254', 'Email,Şehir\nann@x.com,İstanbul\nbob@x.com,Eskişehir\neva@x.com,Muğla Doğan\n'],
  ['shift_jis', 'Email,名前,都市\nhanako@x.com,山田花子,東京\ntaro@x.com,鈴木太郎,大阪のまち\n'],
  ['shift_jis', 'Email,カナ\nhanako@x.com,ヤマダハナコ\ntaro@x.com,スズキタロウさん\n'],
  ['euc-jp', 'Email,名前\nhanako@x.com,山田花子さん\ntaro@x.com,すずき太郎です\n'],
  ['gb18030', 'Email,姓名,城市\nwang@x.com,王小明,北京市朝阳区\nli@x.com,李华,上海市浦东新区\n'],
  ['big5', 'Email,姓名,城市\nwang@x.com,王小明,臺北市信義區\nli@x.com,李美華,高雄市三民區\n'],
  ['euc-kr', 'Email,이름,도시\nkim@x.com,김철수,서울특별시\nlee@x.com,이영희,부산광역시\n'],
  ['windows-1255', 'Email,שם\nann@x.com,יעל כהן\nbob@x.com,דוד לוי\n'],
  ['windows-1256', 'Email,الاسم\nann@x.com,محمد أحمد\nbob@x.com,فاطمة الزهراء\n'],
  ['windows-874', 'Email,ชื่อ\nann@x.com,สมชาย ใจดี\nbob@x.com,กรุงเทพมหานคร\n'],
]

describe('a file in another encoding than Unicode', () => {
  it.each(FILES)('is offered to be read as %s, and then is what was written: %j', (encoding, text) => {
    const bytes = encode(text, encoding)
    const problem = findProblem(look(bytes), 'bad-encoding')
    expect(problem).toMatchObject({ severity: 'blocks', count: 1 })
    const [best, ...others] = problem?.encodings ?? []
    const read = (chosen: Encoding) => look(bytes, { encoding: chosen })
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/[,;]/))
    const again = read(best?.encoding ?? 'utf-8')
    expect([again.headers, ...again.sample]).toEqual(rows)
    expect(kindsOf(again)).toContain('legacy-encoding')
    expect(others.length).toBeLessThan(4)
    for (const { words } of others) expect(words).not.toEqual(best?.words)
    expect(cutTexts(bytes, { reading: again.reading }).join('')).toContain(rows[1]?.[1])
  })

  it('is taken without a question only for what it is: never wrongly', () => {
    const sure = FILES.filter(([encoding, text]) => {
      const bytes = encode(text, encoding)
      const problem = findProblem(look(bytes), 'bad-encoding')
      if (!problem?.isSure) return false
      const { headers, sample } = look(bytes, { encoding: problem.encodings?.[0]?.encoding ?? 'utf-8' })
      const lines = text.trimEnd().split('\n')
      expect([headers, ...sample]).toEqual(lines.map((line) => line.split(/[,;]/)))
      return true
    })
    expect(sure.length).toBeGreaterThan(3)
  })

  it('is asked about where one word alone, or words that several encodings read as words, say what it is', () => {
    const asked = (encoding: Encoding, text: string) => findProblem(look(encode(text, encoding)), 'bad-encoding')
    expect(asked('windows-1252', 'Email,City\na@b.cd,Köln\n')?.isSure).toBeUndefined()
    expect(asked('windows-1252', 'Email,City\na@b.cd,Liège\nb@b.cd,Orléans\n')?.isSure).toBeUndefined()
  })

  it('is known by the bytes it begins with, however long it is, and found in the whole file', () => {
    const text = `Email,City\n${'ann@example.com,Rome\n'.repeat(60_000)}bob@example.com,Orléans\ncid@example.com,Liège\n`
    const bytes = encode(text, 'windows-1252')
    expect(look(bytes).problems).toEqual([])
    expect(findProblem(check(bytes), 'bad-encoding')).toMatchObject({
      proposal: { encoding: 'windows-1252' },
      encodings: [
        { words: ['Orléans', 'Liège'] },
        ...(findProblem(check(bytes), 'bad-encoding')?.encodings?.slice(1) ?? []),
      ],
    })
  })

  it('reads the same however its bytes are cut into blocks', () => {
    for (const encoding of ['shift_jis', 'gb18030', 'big5', 'euc-kr', 'euc-jp'] as const) {
      const words = { shift_jis: '東京', gb18030: '北京', big5: '臺北', 'euc-kr': '서울', 'euc-jp': '東京' }
      const rows = Array.from({ length: 60_000 }, (_, i) => `a${i}@b.cd,${words[encoding]}${'x'.repeat(i % 3)}`)
      const bytes = encode(`Email,City\n${rows.slice(0, 3).join('\n')}\n`, encoding)
      const many = Buffer.concat([bytes, ...Array.from({ length: 20_000 }, () => bytes.subarray(11))])
      const report = check(many, { reading: { encoding } })
      expect(report.rows).toBe(60_003)
      expect(report.columns[1]?.distinct).toEqual({ count: 3, exact: true })
    }
  })

  it('has no character for some bytes, which then are damage', () => {
    for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) {
      const bytes = Buffer.concat([Buffer.from('Email,City\na@b.cd,Rom'), Buffer.of(byte), Buffer.from('\n')])
      const offered = findProblem(look(bytes), 'bad-encoding')?.encodings?.map(({ encoding }) => encoding) ?? []
      expect(offered).not.toContain('windows-1252')
      expect(findProblem(look(bytes, { encoding: 'windows-1252' }), 'bad-encoding')?.severity).toBe('blocks')
    }
  })

  it('can be each that the list has: Node knows them all', () => {
    for (const encoding of [...SINGLE_BYTE, ...MULTI_BYTE]) {
      const { sample, problems } = look('Email,Name\na@b.cd,Ann\n', { encoding })
      expect(sample).toEqual([['a@b.cd', 'Ann']])
      expect(problems.map(({ kind }) => kind)).toEqual(['legacy-encoding'])
    }
  })
})

describe('a UTF-8 file with a few bad bytes', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const utf8 = (text: string) => Buffer.from(text)

  it.each([
    [
      'one byte',
      [utf8('Email,City\na@b.cd,München\nb@c.de,Zürich\nc@d.ef,K'), latin('ö'), utf8('ln\n')],
      4,
      'K\ufffdln',
    ],
    ['with a mark', [utf8('\ufeffEmail,City\na@b.cd,K'), latin('ö'), utf8('ln\n')], 2, 'K\ufffdln'],
    [
      'with a mark, all of them',
      [utf8('\ufeffEmail,City\na@b.cd,K'), latin('öäü'), utf8('ln\n')],
      2,
      'K\ufffd\ufffd\ufffdln',
    ],
    ['two files, one behind the other', [utf8('Email,City\na@b.cd,München\n'), latin('b@c.de,Köln\n')], 3, 'K\ufffdln'],
    ['Russian', [utf8('Email,Город\na@b.cd,Москва\nb@c.de,Каз'), latin('à'), utf8('нь\n')], 3, 'Каз\ufffdнь'],
    [
      'a character cut in half',
      [utf8('Email,City\na@b.cd,東京\nb@c.de,'), utf8('東').subarray(0, 2), utf8(',x\n')],
      3,
      '\ufffd',
    ],
  ] as const)('is never read as another encoding; the words are named: %s', (_, pieces, line, word) => {
    const problem = findProblem(look(Buffer.concat(pieces)), 'bad-encoding')
    expect(problem?.encodings).toBeUndefined()
    expect(problem?.proposal).toBeUndefined()
    expect(problem?.title).toMatch(/damaged/)
    expect(problem?.examples[0]).toMatchObject({ line, value: word })
  })

  it('is known by all of the file, not by what stands near the damage', () => {
    const rows = 'ann@example.com,München\n'.repeat(10)
    const plain = 'bob@example.com,Rome\n'.repeat(20_000)
    const bytes = Buffer.concat([utf8(`Email,City\n${rows}${plain}c@d.ef,K`), latin('ö'), utf8(`ln\n${plain}`)])
    expect(findProblem(check(bytes), 'bad-encoding')?.encodings).toBeUndefined()
  })
})

describe('UTF-16 without a mark', () => {
  const TEXTS = [
    '邮箱,姓名\n张伟,北京市\n李娜,上海市\n',
    'Email,名前\nhanako@x.com,山田花子\n',
    'メール;名前\nやまだ;花子\nすずき;太郎\n',
    '이름,도시\n김철수,서울\n이영희,부산\n',
    'имя,город\nАнна,Москва\nБорис,Казань\n',
    '姓名\t城市\r\n王小明\t臺北市\r\n李美華\t高雄市\r\n',
  ]

  it.each(TEXTS)('is seen, whichever byte comes first: %j', (text) => {
    const little = Buffer.from(text, 'utf16le')
    expect(look(little).reading.encoding).toBe('utf-16le')
    expect(look(Buffer.from(little).swap16()).reading.encoding).toBe('utf-16be')
    expect(look(little).problems.filter(({ severity }) => severity === 'blocks')).toEqual([])
    expect(look(little).headers).toHaveLength(2)
  })

  it('is not seen in a file with NUL bytes, or in other text', () => {
    for (const text of ['a,b\nc\0,d\ne,\0f\n', 'a,\0\0\nb,c\n', 'é,ü\n1,2\n'])
      expect(look(text).reading.encoding).toBe('utf-8')
  })
})
