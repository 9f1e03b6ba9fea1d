import type { Upload } from '../../../../shared/uploads/upload.ts'

/** The one step that an upload asks for next; the other buttons of its page stand back. */
export type MainAction = 'start-sync' | 'send-again' | 'fix-rejected' | 'fix-unsent'

/** Undefined where it goes on by itself, where a question is to be answered first, and where all is well. */
export function mainAction({ state, ledger }: Pick<Upload, 'state' | 'ledger'>): MainAction | undefined {
  if (state === 'staged') return 'start-sync'
  if (state === 'stopped') return 'send-again'
  if (state !== 'done') return undefined
  if ((ledger.rejected ?? 0) > 0) return 'fix-rejected'
  return ledger.heldBack > 0 ? 'fix-unsent' : undefined
}
