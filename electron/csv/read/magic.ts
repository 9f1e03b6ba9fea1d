import { AppError } from '../../../shared/contract/errors.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel file (.xls)' },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'a PDF' },
  { bytes: [0x1f, 0x8b], what: 'a compressed file (gzip)' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'a compressed file (xz)' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a compressed file (zstd)' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a compressed file (7-Zip)' },
  { bytes: [0x52, 0x61, 0x72, 0x21, 0x1a], what: 'a compressed file (RAR)' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], what: 'a UTF-32 text file' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], what: 'a UTF-32 text file' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: 'a Rich Text document' },
]
const LETTERS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  // Letters that a header may begin with, so what follows them counts too: the digits of pi, a page's binary header.
  { pattern: /^BZh[1-9]1AY&SY/, what: 'a compressed file (bzip2)' },
  { pattern: /^PAR1[^\t\n\r -\xff]/, what: 'a Parquet file' },
]
const ZIP = [0x50, 0x4b, 0x03, 0x04]

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

function nameByLetters(bytes: Uint8Array): { readonly what: string } | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  return LETTERS.find(({ pattern }) => pattern.test(start))
}

function nameZip(bytes: Uint8Array): string {
  const names = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1')
  if (names.includes('xl/')) return 'an Excel file (.xlsx)'
  if (names.includes('word/')) return 'a Word document'
  if (names.includes('opendocument.spreadsheet')) return 'an OpenDocument spreadsheet (.ods)'
  if (names.includes('[Content_Types].xml')) return 'an Excel file or another Office document'
  return 'a compressed file (zip)'
}

function nameText(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  if (/^<(!doctype|html|head|body|table)\b/i.test(text)) return 'a web page (HTML)'
  if (/^<\?xml\b/i.test(text)) return 'an XML file'
  // A quoted CSV cell cannot follow a brace or bracket so.
  if (/^\{\s*("|\})/.test(text) || /^\[\s*(\{|\[|\]|"[^"]*"\s*[,\]]\s*("|$))/.test(text)) return 'a JSON file'
  return undefined
}

/** What the bytes are when they are certainly no CSV: by their first bytes, whatever the file's name says. */
export function nameForeignFormat(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, ZIP)) return nameZip(bytes)
  const known = SIGNATURES.find(({ bytes: signature }) => startsWith(bytes, signature))
  return (known ?? nameByLetters(bytes))?.what ?? nameText(bytes)
}

/** Throws `file-not-csv`, saying what the file is, unless it may be CSV. */
export function expectText(bytes: Uint8Array): void {
  const what = nameForeignFormat(bytes)
  if (!what) return
  throw new AppError({
    code: 'file-not-csv',
    message: fileReasons.foreign(what),
    detail: what,
  })
}
