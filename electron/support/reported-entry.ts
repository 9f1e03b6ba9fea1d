import { z } from 'zod'
import { CONTRACT } from '../../shared/contract/contract.ts'
import { ERROR_CODES } from '../../shared/contract/errors.ts'
import type { ReportedEntry, ReportedError } from '../../shared/contract/support-report.ts'
import { isRecord } from '../platform/is-record.ts'

const MOST_CAUSES = 5
const MOST_FRAMES = 30

/*
 * What a log entry may show in a report. The log on disk is free of secrets and rows, but an error's message may name
 * a file, a field or a definition. So a report takes what belongs to a closed set, and drops every other value.
 */

/** Written by the code itself: a message of the log, or the name of an activity. */
const ownWords = z.string().regex(/^[A-Za-z][\w ,:'-]{0,79}$/)

const CODES: ReadonlySet<string> = new Set(ERROR_CODES)
const METHODS: ReadonlySet<string> = new Set(Object.keys(CONTRACT).map((method) => `call:${method}`))
/** Why Electron says that a window's process ended. */
const ENDINGS = ['clean-exit', 'abnormal-exit', 'killed', 'crashed', 'oom', 'launch-failed', 'integrity-failure']

/** One of ours, or the system's own such as `ENOSPC`. */
const code = z.union([
  z.string().refine((text) => CODES.has(text) || /^(E|ERR_)[A-Z_]{2,40}$/.test(text)),
  z.int().min(-999).max(99_999),
])

const FACTS: Readonly<Record<string, z.ZodType<string | number>>> = {
  channel: z.string().refine((text) => METHODS.has(text) || text === 'openDroppedFiles'),
  during: ownWords,
  code,
  status: z.int().min(100).max(599),
  requestId: z.string().regex(/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i),
  reason: z.enum(ENDINGS),
}

const errorName = z
  .string()
  .regex(/^(Abort|Aggregate|App|DataClone|Eval|Range|Reference|Syntax|System|Type|URI|Zod)?Error$/)
/** `at readSync (sync-api.js:12:3)`, `at sync-api.js:12:3`, `at node:internal/process/task_queues:95:5` */
const frame = z
  .string()
  .max(300)
  .regex(/^at ([\w.$<>[\]# ]+ \()?(node:[\w/]+|[\w.-]+\.(js|cjs|mjs|ts|tsx)):\d+:\d+\)?$/)

const line = z.object({
  at: z.iso.datetime(),
  level: z.enum(['info', 'warn', 'error']),
  message: ownWords,
})

/** A line of the log as a report shows it; undefined for a line that the log did not write. */
export function reportedEntry(text: string): ReportedEntry | undefined {
  const raw = parse(text)
  const known = line.safeParse(raw)
  if (!known.success) return undefined
  const facts: Record<string, string | number> = {}
  for (const [name, schema] of Object.entries(FACTS)) {
    const value = schema.safeParse(raw[name])
    if (value.success) facts[name] = value.data
  }
  return { ...known.data, facts, errors: causesOf(raw.error ?? raw.cause) }
}

function causesOf(error: unknown): readonly ReportedError[] {
  const errors: ReportedError[] = []
  for (let cause = error; isRecord(cause) && errors.length < MOST_CAUSES; cause = cause.cause) {
    const name = errorName.safeParse(cause.name)
    const known = code.safeParse(cause.code)
    const lines = typeof cause.stack === 'string' ? cause.stack.split('\n') : []
    errors.push({
      name: name.success ? name.data : 'Error',
      ...(known.success ? { code: String(known.data) } : {}),
      frames: lines.filter((text) => frame.safeParse(text).success).slice(0, MOST_FRAMES),
    })
  }
  return errors
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    // A crash can cut the last line of the log. A line that cannot be read is left out.
    return {}
  }
}
