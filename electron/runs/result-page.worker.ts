import { serveWorker } from '../platform/worker-link.ts'
import { createPageStore } from './page-store.ts'

const store = createPageStore()

/** Holds the pages that are being looked at, so that main never scans megabytes itself. */
const methods = {
  open: (pageId: string, bytes: Uint8Array, columns: readonly string[] | undefined) =>
    store.open(pageId, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), columns),
  read: store.read,
  find: store.find,
  copy: store.copy,
}

export type PageMethods = typeof methods

serveWorker(methods)
