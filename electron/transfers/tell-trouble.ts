import type { Desktop } from '../platform/desktop.ts'
import type { TransferBook } from './transfer-book.ts'

export interface Trouble {
  readonly title: string
  readonly message: string
  /** Outside the window, where others may see it. */
  readonly notice: { readonly title: string; readonly body: string }
}

export interface TroubleDesk {
  readonly transfers: TransferBook
  readonly desktop: Pick<Desktop, 'notify'>
}

/** Tells of trouble with our own disk that no action of the user shows. Stays in the transfers panel until it is dismissed. */
export function tellTrouble({ transfers, desktop }: TroubleDesk, { title, message, notice }: Trouble): void {
  const at = new Date().toISOString()
  const error = { code: 'disk-failed' as const, message }
  const progress = { unit: 'rows' as const, done: 0 }
  transfers.open({ kind: 'upload', title, state: 'failed', progress, message, error, startedAt: at, endedAt: at }, {})
  desktop.notify(notice)
}
