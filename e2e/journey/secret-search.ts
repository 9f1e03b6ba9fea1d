import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** One way a secret may be written down. */
interface Form {
  readonly name: string
  readonly bytes: Buffer
}

export interface SecretSearch {
  /** The name of the first form the bytes hold. */
  inBytes(bytes: Buffer): string | undefined
  inText(text: string): string | undefined
  /** Every file under the folders that holds the secret, in its bytes or its name, as `path: form`. */
  inFolders(folders: readonly string[]): readonly string[]
}

const CHUNK_BYTES = 16 * 1024 * 1024

/**
 * Looks for a password as it is, in UTF-16, escaped for JSON, for URLs and for HTML, in hex, and in base64: by itself as
 * well as anywhere inside something longer, such as `base64(company\user:password)`.
 */
export function createSecretSearch(secret: string): SecretSearch {
  const forms = formsOf(secret)
  const overlap = Math.max(...forms.map(({ bytes }) => bytes.length)) - 1
  const inBytes = (bytes: Buffer): string | undefined => forms.find((form) => bytes.includes(form.bytes))?.name
  return {
    inBytes,
    inText: (text) => inBytes(Buffer.from(text)),
    inFolders: (folders) =>
      folders
        .flatMap(listFiles)
        .map((path) => ({ path, form: inBytes(Buffer.from(path)) ?? inFile(path, inBytes, overlap) }))
        .flatMap(({ path, form }) => (form === undefined ? [] : [`${path}: ${form}`])),
  }
}

function formsOf(secret: string): readonly Form[] {
  const utf8 = Buffer.from(secret)
  const texts: readonly (readonly [string, string])[] = [
    ['as it is', secret],
    ['escaped for JSON', JSON.stringify(secret).slice(1, -1)],
    ['escaped twice for JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['escaped for a URL', encodeURIComponent(secret)],
    ['escaped for a form', new URLSearchParams({ s: secret }).toString().slice(2)],
    ['escaped for HTML', escapeHtml(secret)],
    ['in hex', utf8.toString('hex')],
    ...insideBase64(utf8).flatMap((text) => [
      ['in base64', text] as const,
      ['in base64 for URLs', text.replaceAll('+', '-').replaceAll('/', '_')] as const,
    ]),
  ]
  const wide = Buffer.from(secret, 'utf16le')
  return [
    ...texts.map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
    { name: 'in Latin-1', bytes: Buffer.from(secret, 'latin1') },
    { name: 'in UTF-16LE', bytes: wide },
    { name: 'in UTF-16BE', bytes: Buffer.from(wide).swap16() },
  ]
}

/** What base64 makes of the bytes wherever they stand in a longer whole: the characters that nothing else decides. */
function insideBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const isWhole = (before + bytes.length) % 3 === 0
    return text.slice(Math.ceil((before * 8) / 6), isWhole ? undefined : -1)
  })
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function listFiles(folder: string): readonly string[] {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.isFile() ? [folder] : []
  return readdirSync(folder).flatMap((name) => listFiles(join(folder, name)))
}

/** Piece by piece, each with the end of the one before, so that no place falls between two. */
function inFile(path: string, inBytes: (bytes: Buffer) => string | undefined, overlap: number): string | undefined {
  const buffer = Buffer.alloc(CHUNK_BYTES + overlap)
  const file = openSync(path, 'r')
  try {
    let kept = 0
    for (;;) {
      const read = readSync(file, buffer, kept, CHUNK_BYTES, null)
      if (read === 0) return undefined
      const form = inBytes(buffer.subarray(0, kept + read))
      if (form) return form
      const end = kept + read
      kept = Math.min(overlap, end)
      buffer.copy(buffer, 0, end - kept, end)
    }
  } finally {
    closeSync(file)
  }
}
