import { formatTimestamp, parseDate, trimAscii } from './dates.ts'
import type { Storage } from './record-type.ts'

const EMAIL =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u
const NUMBER = /^([+-]?)0*(\d{0,15})(?:\.(\d*))?$/
const DECIMALS = 4
const LONGEST_EMAIL = 400
const TRUE = new Set(['true', '1', 'yes', 'y', 't'])
const FALSE = new Set(['false', '0', 'no', 'n', 'f'])

/** Whether a text may be a contact's e-mail address. */
function isEmailAddress(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text)
}

/** Four decimals are kept, rounded, and at most fifteen digits before them (Oracle: "Data types"). */
function canonicalNumber(cell: string): string | undefined {
  const match = NUMBER.exec(trimAscii(cell))
  if (!match || !/\d/.test(match[0])) return undefined
  const [, sign, whole = '', decimals = ''] = match
  const kept = BigInt(`${whole}${decimals.slice(0, DECIMALS).padEnd(DECIMALS, '0')}`)
  const scaled = (kept + ((decimals[DECIMALS] ?? '0') >= '5' ? 1n : 0n)).toString().padStart(DECIMALS + 1, '0')
  const fraction = scaled.slice(-DECIMALS).replace(/0+$/, '')
  const digits = `${scaled.slice(0, -DECIMALS)}${fraction ? `.${fraction}` : ''}`
  return sign === '-' && digits !== '0' ? `-${digits}` : digits
}

function canonicalBoolean(cell: string): string | undefined {
  const word = trimAscii(cell).toLowerCase()
  if (TRUE.has(word)) return 'True'
  return FALSE.has(word) ? 'False' : undefined
}

/**
 * The form in which a field of this storage keeps a cell; undefined when the cell cannot be one. Text is kept
 * as it is; blank cells are '' whatever the storage.
 */
export function canonicalValue(storage: Storage, cell: string): string | undefined {
  if (cell === '' || storage === 'text') return cell
  if (storage === 'email') {
    const trimmed = cell.trim()
    return trimmed === '' || isEmailAddress(trimmed) ? trimmed : undefined
  }
  if (trimAscii(cell) === '') return ''
  if (storage === 'number') return canonicalNumber(cell)
  if (storage === 'id') return /^\s*\d{1,15}\s*$/.test(cell) ? String(Number(cell)) : undefined
  if (storage === 'date' || storage === 'timestamp') return parseDate(cell)
  const truth = canonicalBoolean(cell)
  if (storage === 'flag' && truth !== undefined) return truth === 'True' ? '1' : '0'
  return truth
}

/** A value read from SQL, as an export row shows it: always text, empty is ''. */
export function exportText(storage: Storage, value: unknown, isUtc: boolean): string {
  if (value === null || value === undefined) return ''
  if (storage === 'timestamp') return formatTimestamp(Number(value), isUtc)
  if (storage === 'flag') return Number(value) === 1 ? 'True' : 'False'
  return typeof value === 'string' ? value : String(value)
}

/** Identifiers compare without regard to case (A to Z, as the database does) and outer blanks. */
export function identifierKey(cell: string): string {
  const trimmed = cell.trim()
  return isAscii(trimmed) ? trimmed.toLowerCase() : trimmed.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false
  return true
}
