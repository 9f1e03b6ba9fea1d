import { systemNotices } from '../../shared/words/desktop.ts'
import { lostFileWords } from '../../shared/words/lost-files.ts'
import type { Log, LostFile } from '../platform/logger.ts'
import { type TroubleDesk, tellTrouble } from './tell-trouble.ts'

/** Files of the data folder that were damaged and set aside: the user is told of each, also of those that are found later. */
export interface LostFiles {
  /** The log to give to whatever reads files. */
  readonly log: Log
  has(name: string): boolean
  /** Tells of what was lost so far, and from now on. */
  tellAt(desk: TroubleDesk): void
}

export function noteLostFiles(log: Log): LostFiles {
  const lost: LostFile[] = []
  let desk: TroubleDesk | undefined
  const tell = (to: TroubleDesk, file: LostFile) => {
    const { lostFileTransfer: title, lostFile: notice } = systemNotices
    tellTrouble(to, { title, message: lostFileWords(file), notice })
  }
  const onLost = (file: LostFile) => {
    lost.push(file)
    if (desk) tell(desk, file)
  }
  return {
    log: { ...log, damagedFiles: { onLost } },
    has: (name) => lost.some((file) => file.name === name),
    tellAt(to) {
      desk = to
      for (const file of lost) tell(to, file)
    },
  }
}
