import { type BrowserWindow, dialog } from 'electron'
import type { Transfer } from '../../shared/contract/transfer.ts'
import { closingWords } from '../../shared/words/desktop.ts'

export interface ClosingQuestion {
  readonly message: string
  readonly detail: string
}

/** What closing would interrupt, in words; undefined when nothing is going on. */
export function questionBeforeClosing(transfers: readonly Transfer[]): ClosingQuestion | undefined {
  const going = transfers.filter(isInterrupted)
  const [first] = going
  if (!first) return undefined
  const uploads = going.filter(({ kind }) => kind === 'upload').length
  const saves = going.length - uploads
  return {
    message: going.length === 1 ? closingWords.one(first.title) : closingWords.many(going.length),
    detail: [
      ...(uploads > 0 ? [closingWords.uploads] : []),
      ...(saves > 0 ? [closingWords.saves] : []),
      ...(transfers.some(staysPaused) ? [closingWords.paused] : []),
    ].join('\n'),
  }
}

/** An upload that is paused loses nothing; a save that is paused loses what it has written. */
function isInterrupted({ kind, state }: Transfer): boolean {
  if (state === 'paused') return kind === 'save'
  return state === 'running' || state === 'waiting' || state === 'queued'
}

function staysPaused({ kind, state }: Transfer): boolean {
  return kind === 'upload' && state === 'paused'
}

/** Asks; true when the user wants to quit nevertheless. */
export async function confirmClosing(window: BrowserWindow, { message, detail }: ClosingQuestion): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons: [closingWords.stay, closingWords.quit],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
