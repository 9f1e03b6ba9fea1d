// The whole kernel: everything exported here is called from electron/csv/kernel/kernel.ts.

import { COLUMN_BYTES, SMALL_LIMIT } from './figures'

export { setTables } from './tables'
export * from './unfinished-record'
export { scan } from './scan'
export * from './utf8'
export { setLooseQuotes, setProfile, takeNotes } from './figures'
export { hasFlags, profileColumn, settleColumn } from './profile'
export * from './identifiers'
export * from './pass'
export * from './set'
export * from './write'

/** Where memory is free: below it stand the kernel's own constants. */
export function heapBase(): u32 {
  return <u32>__heap_base
}

export function columnBytes(): u32 {
  return COLUMN_BYTES
}

export function smallLimit(): u32 {
  return SMALL_LIMIT
}
