// Where records and their cells are written: the caller owns the memory.

export let recordsAt: u32 = 0
export let recordCapacity: u32 = 0
export let cellsAt: u32 = 0
export let stride: u32 = 0
/** 0 while the header is read: then no record is short or long. */
export let columns: u32 = 0

export function setTables(records: u32, capacity: u32, cellTable: u32, cellStride: u32, columnCount: u32): void {
  recordsAt = records
  recordCapacity = capacity
  cellsAt = cellTable
  stride = cellStride
  columns = columnCount
}

export function forgetColumns(): void {
  columns = 0
}

/** The same tables in other memory. */
export function placeTables(records: u32, cellTable: u32): void {
  recordsAt = records
  cellsAt = cellTable
}
