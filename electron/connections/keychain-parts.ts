import { createHash } from 'node:crypto'
import { z } from 'zod'
import { unreadable } from './secret.ts'

/** As much of keytar as is used. Its find functions crash the process on Linux and are never called. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** Windows keeps 2,560 bytes in an entry, which are 1,280 characters; the same bound everywhere keeps one behavior. */
const MOST_CHARACTERS = 1_200
/** 9,600 characters: several times what two tokens need. */
const MOST_PARTS = 8

/** The entry that names its parts. Parts of a new text are written beside those of the old one, and the head last. */
const HEAD = z.strictObject({
  v: z.literal('parts'),
  set: z.enum(['a', 'b']),
  count: z.int().min(1).max(MOST_PARTS),
  sha256: z.string(),
})
type Head = z.infer<typeof HEAD>

/** The text under an id, whole; null: there is none. Throws `secret-unusable` when a part is missing or is another text's. */
export async function readWhole(keychain: Keychain, service: string, id: string): Promise<string | null> {
  const entry = await keychain.getPassword(service, id)
  const head = entry === null ? undefined : readHead(entry)
  if (!head) return entry
  const parts: string[] = []
  for (const account of partNames(id, head.set).slice(0, head.count))
    parts.push((await keychain.getPassword(service, account)) ?? '')
  const text = parts.join('')
  if (hashOf(text) !== head.sha256) throw unreadable()
  return text
}

/**
 * Writes a text of any length up to 9,600 characters. The head is written last, so that a crash leaves either the old
 * text or the new one; what is left of the other is removed.
 */
export async function writeWhole(keychain: Keychain, service: string, id: string, text: string): Promise<void> {
  const before = headOrNone((await keychain.getPassword(service, id)) ?? '')
  const ascii = text.length > MOST_CHARACTERS ? escapeToAscii(text) : text
  if (ascii.length <= MOST_CHARACTERS) {
    await keychain.setPassword(service, id, ascii)
    if (before) await removeParts(keychain, service, id)
    return
  }
  const count = Math.ceil(ascii.length / MOST_CHARACTERS)
  if (count > MOST_PARTS) throw unreadable()
  const set = before?.set === 'a' ? 'b' : 'a'
  for (const [index, account] of partNames(id, set).slice(0, count).entries())
    await keychain.setPassword(service, account, ascii.slice(index * MOST_CHARACTERS, (index + 1) * MOST_CHARACTERS))
  const head: Head = { v: 'parts', set, count, sha256: hashOf(ascii) }
  await keychain.setPassword(service, id, JSON.stringify(head))
  await removeParts(keychain, service, id, head)
}

/** Removes every part there may be of an id, also what a broken write left, but for those that `kept` names. */
export async function removeParts(keychain: Keychain, service: string, id: string, kept?: Head): Promise<void> {
  const needed = new Set(kept ? partNames(id, kept.set).slice(0, kept.count) : [])
  for (const account of [...partNames(id, 'a'), ...partNames(id, 'b')])
    if (!needed.has(account)) await keychain.deletePassword(service, account)
}

/** Whether a part of this id is left. */
export async function hasParts(keychain: Keychain, service: string, id: string): Promise<boolean> {
  for (const account of [...partNames(id, 'a'), ...partNames(id, 'b')])
    if ((await keychain.getPassword(service, account)) !== null) return true
  return false
}

function partNames(id: string, set: Head['set']): readonly string[] {
  return Array.from({ length: MOST_PARTS }, (_, index) => `${id}/${set}${index}`)
}

function readHead(entry: string): Head | undefined {
  if (!entry.startsWith('{"v":"parts"')) return undefined
  try {
    return HEAD.parse(JSON.parse(entry))
  } catch {
    throw unreadable()
  }
}

/** A head that cannot be read must not keep the entry from being replaced. */
function headOrNone(entry: string): Head | undefined {
  try {
    return readHead(entry)
  } catch {
    return undefined
  }
}

/** JSON may write every character as an escape, so that no part ends inside one. */
function escapeToAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
