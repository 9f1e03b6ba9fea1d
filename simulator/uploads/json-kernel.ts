import { KERNEL_WASM } from './json-kernel.generated.ts'

/** What simulator/assembly/json-kernel.ts exports; see there for what each does. */
interface KernelExports {
  readonly BODY: WebAssembly.Global
  readonly MOST_CELLS: WebAssembly.Global
  readonly MOST_PASSAGE_BYTES: WebAssembly.Global
  readonly rows: WebAssembly.Global
  readonly cell: WebAssembly.Global
  tableOf(cell: number): number
  passageOf(cell: number): number
  setCell(cell: number): void
  follow(from: number, limit: number): number
}

/** Where a walk over a body stands: at a value, in a cell of its row, so many rows behind it. */
export interface Standing {
  at: number
  cell: number
  rowCount: number
}

/** Memory for a body with code that walks over it fast. */
export interface JsonKernel {
  /** The memory of the body. */
  readonly bytes: Buffer
  /** Forgets what was learnt from an earlier body. */
  reset(): void
  /** The bytes between the value of a cell and the next one, quotes included, which ends so many rows. */
  learn(cell: number, passage: Uint8Array, rowsEnded: number, nextCell: number): void
  /** Moves over all values within the first `limit` bytes behind which stands what was learnt. */
  follow(standing: Standing, limit: number): void
}

const PAGE = 65_536
/** Vectors are loaded whole: what lies behind the last byte must exist. */
const SLACK = 64

let compiled: WebAssembly.Module | undefined

/** Memory for a body of so many bytes. Throws RangeError where the machine has none to give. */
export function createJsonKernel(size: number): JsonKernel {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_WASM, 'base64'))
  const memory = new WebAssembly.Memory({ initial: 1 + Math.ceil((size + SLACK) / PAGE) })
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  const call = exports as unknown as KernelExports
  const [start, cells, longest] = [call.BODY, call.MOST_CELLS, call.MOST_PASSAGE_BYTES].map(({ value }) =>
    Number(value),
  )
  if (start === undefined || cells === undefined || longest === undefined)
    throw new TypeError('A kernel without its limits')
  const all = new Uint8Array(memory.buffer)
  const words = new Int32Array(memory.buffer)
  const tableFrom = call.tableOf(0)
  return {
    bytes: Buffer.from(memory.buffer, start, size),
    reset: () => {
      all.fill(0, tableFrom, call.tableOf(cells))
    },
    learn(cell, passage, rowsEnded, nextCell) {
      if (cell >= cells || passage.length > longest) return
      all.set(passage, call.passageOf(cell))
      words.set([passage.length, rowsEnded, nextCell], call.tableOf(cell) / 4)
    },
    follow(standing, limit) {
      call.setCell(standing.cell)
      standing.at = call.follow(start + standing.at, start + limit) - start
      standing.cell = call.cell.value as number
      standing.rowCount += call.rows.value as number
    },
  }
}
