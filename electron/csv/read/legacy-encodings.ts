import type { Encoding } from '../../../shared/csv/csv.ts'
import { createMultiByte, createSingleByte, createUtf16, type OnFault, type Transcoder } from './transcode.ts'

/** Encodings that are not Unicode: a file in one of them bears no mark, so that only its text can tell. */
export type LegacyEncoding = Exclude<Encoding, 'utf-8' | 'utf-16le' | 'utf-16be'>

/** The likelier first, where nothing else decides: what Excel writes in Western Europe, then what the most people use. */
export const SINGLE_BYTE = [
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-874',
  'iso-8859-15',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'koi8-r',
  'x-mac-cyrillic',
  'ibm866',
] as const satisfies readonly LegacyEncoding[]

export const MULTI_BYTE = [
  'shift_jis',
  'gb18030',
  'euc-kr',
  'big5',
  'euc-jp',
] as const satisfies readonly LegacyEncoding[]

type SingleByte = (typeof SINGLE_BYTE)[number]

/**
 * Bytes 0x80 to 0x9f of Windows-1252; 0 where it has no character. A table of our own, because Node's decoder took
 * windows-1252 for Latin-1 in several releases, which turns the euro sign and typographic quotes into control characters.
 */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018,
  0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
]

const tables = new Map<SingleByte, readonly number[]>()

/** The code points of bytes 0x80 to 0xff; 0 for those the encoding has no character for, control characters among them. */
export function tableOf(encoding: SingleByte): readonly number[] {
  const known = tables.get(encoding)
  if (known) return known
  const decoder = new TextDecoder(encoding)
  const table = Array.from({ length: 128 }, (_, i) => {
    const code = decoder.decode(Uint8Array.of(0x80 + i)).codePointAt(0) ?? 0
    return code === 0xfffd || (code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code < 0xf900) ? 0 : code
  })
  if (encoding === 'windows-1252') table.splice(0, WINDOWS_1252.length, ...WINDOWS_1252)
  tables.set(encoding, table)
  return table
}

export function isSingleByte(encoding: Encoding): encoding is SingleByte {
  return SINGLE_BYTE.some((known) => known === encoding)
}

/** What turns the bytes of a file into UTF-8; undefined where they are that already. */
export function transcoderFor(encoding: Encoding, onFault: OnFault): Transcoder | undefined {
  if (encoding === 'utf-8') return undefined
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return createUtf16(encoding === 'utf-16be', onFault)
  if (isSingleByte(encoding)) return createSingleByte(tableOf(encoding), onFault)
  return createMultiByte(new TextDecoder(encoding), onFault)
}

/** The text of some bytes, as far as they go; undefined when the encoding has no character for one of them. */
export function decodeFitting(bytes: Uint8Array, encoding: LegacyEncoding): string | undefined {
  if (!isSingleByte(encoding)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    } catch {
      return undefined
    }
  }
  const table = tableOf(encoding)
  let text = ''
  for (const byte of bytes) {
    const code = byte < 0x80 ? byte : (table[byte - 0x80] ?? 0)
    if (code === 0) return undefined
    text += String.fromCharCode(code)
  }
  return text
}
