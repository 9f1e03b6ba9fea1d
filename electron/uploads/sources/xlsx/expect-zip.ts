import { open } from 'node:fs/promises'
import { refuseSource } from '../refusals.ts'

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')
const SECTOR_SHIFT = 30
const FIRST_DIRECTORY_SECTOR = 48

/**
 * Refuses old Excel files, and those with a password: both lie in the container that Office used before zip archives.
 * The names in the container's directory tell which it is.
 */
export async function expectZip(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    const header = Buffer.alloc(512)
    const { bytesRead } = await file.read(header, 0, header.length, 0)
    if (!header.subarray(0, OLE.length).equals(OLE)) return
    const sector = 2 ** Math.min(header.readUInt16LE(SECTOR_SHIFT), 16)
    const place = (header.readUInt32LE(FIRST_DIRECTORY_SECTOR) + 1) * sector
    const names = Buffer.alloc(8192)
    if (bytesRead === header.length) await file.read(names, 0, names.length, place)
    throw refuseSource({ reason: names.includes(ENCRYPTED) ? 'password' : 'old-excel' })
  } finally {
    await file.close()
  }
}
