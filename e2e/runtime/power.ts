import type * as Electron from 'electron'
import { desktopRecord } from './desktop.ts'
import { StrictEmitter } from './emitter.ts'
import { NotImplementedError, strict } from './strict.ts'

const KINDS = ['prevent-app-suspension', 'prevent-display-sleep']

let lastId = 0
const started = new Set<number>()

/** Keeps no real computer awake: a test asks how many blockers are held. */
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(kind: string): number {
    if (!KINDS.includes(kind)) throw new NotImplementedError(`powerSaveBlocker.start('${kind}')`)
    lastId += 1
    started.add(lastId)
    desktopRecord.powerSaveBlockers = started.size
    return lastId
  },
  stop(id: number): boolean {
    const was = started.delete(id)
    desktopRecord.powerSaveBlockers = started.size
    return was
  },
  isStarted: (id: number): boolean => started.has(id),
}) satisfies Pick<Electron.PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>

/** The whole object, for a test that lets the computer sleep and wake up. */
const standInPowerMonitor = new StrictEmitter('powerMonitor', ['suspend', 'resume'])

export const powerMonitor = strict('powerMonitor', standInPowerMonitor)
