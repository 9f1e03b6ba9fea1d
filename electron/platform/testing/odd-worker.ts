/* A worker for tests of the worker link: each method behaves in one of the ways a worker can. */
import { AppError } from '../../../shared/contract/errors.ts'
import { Handed } from '../message-link.ts'
import { serveWorker, tellMain } from '../worker-link.ts'

const methods = {
  echo: (value: unknown) => value,
  sizeOf: (bytes: Uint8Array) => bytes.byteLength,
  make(size: number) {
    const bytes = new Uint8Array(size)
    return new Handed(bytes, [bytes.buffer])
  },
  refuse(): never {
    throw new AppError({ code: 'file-changed', message: 'The file changed.' })
  },
  fail(): never {
    throw new RangeError('defect of the worker')
  },
  /** Cannot be copied to main. */
  giveFunction: () => () => undefined,
  tell: (news: string) => tellMain(news),
  leave: (): never => process.exit(3),
  failLater(): void {
    setImmediate(() => {
      throw new TypeError('defect outside of a call')
    })
  },
}

export type OddMethods = typeof methods

serveWorker(methods)
