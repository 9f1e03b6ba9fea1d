import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { saveWords } from '../../../shared/words/saves.ts'
import { createRate } from '../../platform/rate.ts'
import type { TransferHandle } from '../../transfers/transfer-book.ts'

export interface SaveProgress {
  readonly rows: number
  readonly total?: number
  readonly bytes: number
}

/** Tells a transfer how far a save is, how fast, and whether the disk may become full. */
export function createSaveReporter(handle: TransferHandle, path: string) {
  let rate = createRate()
  let isRoomChecked = false
  let warning = ''
  const report = ({ rows, total, bytes }: SaveProgress): void => {
    const perSecond = rate.note(rows)
    const left = total === undefined || !perSecond ? undefined : Math.max(0, total - rows) / perSecond
    handle.update({ state: 'running', message: [saveWords.written(bytes), warning].filter(Boolean).join(' ') })
    handle.progress({
      unit: 'rows',
      done: rows,
      ...(total === undefined ? {} : { total }),
      ...(perSecond === undefined ? {} : { rate: perSecond }),
      ...(left === undefined ? {} : { secondsLeft: left }),
    })
    if (isRoomChecked || total === undefined || rows === 0) return
    isRoomChecked = true
    void warnWhenFull(path, (bytes / rows) * (total - rows) * 1.1).then((words) => {
      warning = words
    })
  }
  return {
    report,
    forgetRate() {
      rate = createRate()
    },
  }
}

/** A look at the free space after the first page: better to know now than after an hour. Only a hint, so it never fails. */
async function warnWhenFull(path: string, needed: number): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(dirname(path))
    if (bavail * bsize >= needed) return ''
    return saveWords.mayNotFit(needed, bavail * bsize)
  } catch {
    return '' // Some network drives do not tell.
  }
}
