import { crc32, inflateRawSync } from 'node:zlib'

/** Every entry of a ZIP file by its list at the end, its checksum looked at: a reader of its own, for comparison. */
export function readZip(file: Buffer): ReadonlyMap<string, Buffer> {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06'))
  const entries = new Map<string, Buffer>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new Error('not an entry')
    const [crc, packed, plain] = [16, 20, 24].map((offset) => file.readUInt32LE(at + offset))
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const local = file.readUInt32LE(at + 42)
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const bytes = inflateRawSync(file.subarray(from, from + (packed ?? 0)))
    if (bytes.length !== plain || crc32(bytes) !== crc) throw new Error(`${name} is damaged`)
    entries.set(name, bytes)
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

/** The cells of a sheet as Excel reads them, header first. */
export function readSheet(xml: string): readonly (readonly string[])[] {
  return [...xml.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c [^>]*><is><t [^>]*>(.*?)<\/t><\/is><\/c>/gs)].map(([, text = '']) => unescapeText(text)),
  )
}

function unescapeText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
