import { sumOfFile } from './row-sums.ts'
import type { Upload } from './upload.ts'

/** Rows of several uploads together. What no log reports of any of them is absent, not 0. */
export interface GroupTotals {
  readonly files: number
  /** Uploads that are over or wait for nothing but the user. */
  readonly atRest: number
  readonly rows: number
  readonly sent: number
  readonly heldBack: number
  readonly created?: number
  readonly updated?: number
  readonly acted?: number
  readonly rejected?: number
  readonly duplicates?: number
}

const REPORTED = ['created', 'updated', 'acted', 'rejected', 'duplicates'] as const

/** Nothing goes on in these without the user. */
const AT_REST: ReadonlySet<Upload['state']> = new Set(['staged', 'needs-you', 'paused', 'done', 'stopped'])

export function groupTotals(uploads: readonly Upload[]): GroupTotals {
  const sum = (rows: (upload: Upload) => number) => uploads.reduce((all, upload) => all + rows(upload), 0)
  const reported = REPORTED.flatMap((kind) =>
    uploads.some(({ ledger }) => ledger[kind] !== undefined) ? [[kind, sum(({ ledger }) => ledger[kind] ?? 0)]] : [],
  )
  return {
    files: uploads.length,
    atRest: uploads.filter(({ state }) => AT_REST.has(state)).length,
    rows: sum((upload) => sumOfFile(upload).rows),
    sent: sum(({ ledger }) => ledger.sent),
    heldBack: sum(({ ledger }) => ledger.heldBack),
    ...(Object.fromEntries(reported) as Partial<GroupTotals>),
  }
}

/** One receipt of files that were sent together: the sums, one line for each file, and each receipt as it is kept. */
export function groupReceipt(uploads: readonly Upload[]) {
  const [first] = uploads
  return {
    groupId: first?.groupId,
    connection: first?.connectionLabel,
    user: first?.user,
    sentAt: first?.createdAt,
    totals: groupTotals(uploads),
    files: uploads.map(fileLine),
    receipts: uploads,
  }
}

function fileLine(upload: Upload) {
  const { file, definition, state, syncUris, ledger } = upload
  const { sent, heldBack, created, updated, acted, rejected, duplicates } = ledger
  const { rows } = sumOfFile(upload)
  const counts = { rows, sent, heldBack, created, updated, acted, rejected, duplicates }
  return { file: file.name, sha256: file.sha256, definition: definition.name, state, syncs: syncUris, ...counts }
}
