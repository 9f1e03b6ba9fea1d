import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * One running app per user-data folder. Undefined when another one runs: it is told our arguments through a file in a
 * folder it watches. Otherwise the function that gives the lock back. A lock whose process is dead is taken over.
 */
export function takeSingleInstanceLock(
  userData: string,
  onSecond: (argv: readonly string[], folder: string) => void,
): (() => void) | undefined {
  const folder = join(userData, 'stand-in-lock')
  const lock = join(folder, 'pid')
  mkdirSync(folder, { recursive: true })
  if (isHeld(lock)) {
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ argv: process.argv, folder: process.cwd() }))
    return undefined
  }
  writeFileSync(lock, String(process.pid))
  const watcher = watch(folder, () => {
    for (const call of readCalls(folder)) onSecond(call.argv, call.folder)
  })
  watcher.unref()
  return () => {
    watcher.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return pid !== process.pid && process.kill(pid, 0)
  } catch {
    return false
  }
}

interface Call {
  readonly argv: readonly string[]
  readonly folder: string
}

function readCalls(folder: string): Call[] {
  const calls: Call[] = []
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const path = join(folder, name)
    try {
      calls.push(JSON.parse(readFileSync(path, 'utf8')) as Call)
      rmSync(path)
    } catch {
      // Not written to its end yet: the next change tells again.
    }
  }
  return calls
}
