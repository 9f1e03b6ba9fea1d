import { join } from 'node:path'
import { z } from 'zod'
import type { KeepChange, KeepChoice, Run, RunStorage } from '../../shared/contract/run.ts'
import { keepChoice } from '../../shared/contract/schemas/runs.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'

/** What becomes of rows when the window closes, and how much may lie here how long. */
export type KeepRules = Pick<RunStorage, 'choice' | 'connections' | 'mostBytes' | 'mostDays'>

const FIRST_RULES: KeepRules = { choice: 'asked', connections: {}, mostBytes: 10_000_000_000, mostDays: 90 }
const DAY_MS = 86_400_000

const rules = z.object({
  choice: keepChoice,
  connections: z.record(z.string(), keepChoice),
  mostBytes: z.int().positive(),
  mostDays: z.int().positive(),
})

export interface KeptRules {
  now(): KeepRules
  /** Throws what the disk says. */
  change(change: KeepChange): KeepRules
}

export function openKeepRules(folder: string, log: Log): KeptRules {
  const path = join(folder, 'rules.json')
  let current = readJson(path, (value) => rules.parse(value), log) ?? FIRST_RULES
  return {
    now: () => current,
    change(change) {
      current = applyKeepChange(current, change)
      writeJson(path, current)
      return current
    },
  }
}

export function applyKeepChange(before: KeepRules, { connection, ...plain }: KeepChange): KeepRules {
  const after = { ...before, ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) }
  if (!connection) return after
  const { [connection.connectionId]: _gone, ...others } = before.connections
  const { choice } = connection
  return { ...after, connections: choice === 'default' ? others : { ...others, [connection.connectionId]: choice } }
}

/** What holds for the rows of this connection. "Keep nothing" holds for all of them. */
export function choiceFor({ choice, connections }: KeepRules, connectionId: string): KeepChoice {
  return choice === 'nothing' ? 'nothing' : (connections[connectionId] ?? choice)
}

export function keptUntil({ mostDays }: KeepRules, from: Date): string {
  return new Date(from.getTime() + mostDays * DAY_MS).toISOString()
}

/** Kept runs that have to go: those past their day, and then the oldest until the rest fits. `spared` stays whatever it takes. */
export function runsToDrop(
  kept: readonly Run[],
  { mostBytes }: KeepRules,
  now: Date,
  spared?: string,
): readonly string[] {
  const isOver = (run: Run): boolean => run.runId !== spared && Date.parse(run.kept?.until ?? '') <= now.getTime()
  const left = kept
    .filter((run) => !isOver(run))
    .toSorted((one, other) => (one.kept?.at ?? '').localeCompare(other.kept?.at ?? ''))
  let bytes = left.reduce((sum, run) => sum + run.bytes, 0)
  const tooMuch: Run[] = []
  for (const run of left) {
    if (bytes <= mostBytes) break
    if (run.runId === spared) continue
    tooMuch.push(run)
    bytes -= run.bytes
  }
  return [...kept.filter(isOver), ...tooMuch].map(({ runId }) => runId)
}
