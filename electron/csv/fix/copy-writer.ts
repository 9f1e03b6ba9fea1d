import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { throwDiskError } from '../../platform/disk-errors.ts'

const BUFFER_BYTES = 1024 * 1024
/** Of UTF-8, for each unit of a JavaScript text. */
const MOST_BYTES_A_UNIT = 3

/** Writes a file of this user alone, from the first byte to the last. Throws disk errors in words. */
export class CopyWriter {
  readonly #file: number
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES)
  #used = 0

  constructor(path: string) {
    this.#file = ask(() => openSync(path, 'wx', 0o600))
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length > BUFFER_BYTES - this.#used) this.#flush()
    if (bytes.length > BUFFER_BYTES) {
      this.#write(bytes)
      return
    }
    this.#buffer.set(bytes, this.#used)
    this.#used += bytes.length
  }

  text(text: string): void {
    const most = text.length * MOST_BYTES_A_UNIT
    if (most > BUFFER_BYTES) {
      this.bytes(Buffer.from(text))
      return
    }
    if (most > BUFFER_BYTES - this.#used) this.#flush()
    this.#used += this.#buffer.write(text, this.#used)
  }

  /** Everything is on the disk afterwards. */
  finish(): void {
    this.#flush()
    ask(() => fsyncSync(this.#file))
  }

  close(): void {
    closeSync(this.#file)
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#used))
    this.#used = 0
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += ask(() => writeSync(this.#file, bytes, at))
  }
}

function ask<T>(disk: () => T): T {
  try {
    return disk()
  } catch (error) {
    return throwDiskError(error)
  }
}
