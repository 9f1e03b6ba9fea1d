import type { CheckReport } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import {
  type Check,
  type PlannedRequest,
  TRIAL_ROWS,
  type UploadPlan,
  type UploadWay,
} from '../../../../shared/uploads/upload.ts'
import { formatBytes, formatCounted } from '../../../../shared/words/numbers.ts'

export const WAYS: Readonly<Record<UploadWay, string>> = {
  straight: 'Straight to the definition',
  'private-copy': 'Through a private copy',
}

/** Why nothing can be sent now; undefined when it can. `untyped` are fields whose text for every row is still to come. */
export function whyNotSend(
  check: Check | undefined,
  plan: UploadPlan | undefined,
  untyped: readonly string[] = [],
): string | undefined {
  const [field] = untyped
  if (field !== undefined) return `${field} has no text yet. Type the text for every row, or choose “nothing” for it.`
  if (!check || (check.state === 'reading' && !check.report)) return 'The file is still being checked.'
  if (check.state === 'reading') return 'The requests are being prepared.'
  if (check.state !== 'done' || !check.report) return 'The check did not finish, so nothing can be sent.'
  const blocking = check.report.problems.find((problem) => problem.severity === 'blocks')
  if (blocking) return `${blocking.title}. ${blocking.advice}`
  if (check.report.goodRows === 0) return 'No row of this file can be sent: each one is held back.'
  return plan ? undefined : 'There is no way to send this file.'
}

/** What pressing Send means: `The rows wait at Event registrations until you start its sync. 37 rows stay behind.` */
export function sendMeaning(plan: UploadPlan, definition: Pick<Definition, 'name'>, report?: CheckReport): string {
  const held = report?.heldBackRows ?? 0
  const behind = held > 0 ? ` ${formatCounted(held, 'row stays', 'rows stay')} behind.` : ''
  if (plan.startsSyncAtOnce)
    return `Sending changes data in Eloqua at once: ${definition.name} syncs by itself.${behind}`
  if (plan.way === 'straight') return `The rows wait at ${definition.name} until you start its sync.${behind}`
  return `The sync starts by itself once every row has arrived.${behind}`
}

/** What a trial is: a real write, and what sending the rest afterwards does to its rows. */
export function trialMeaning(definition: Pick<Definition, 'family' | 'kind'>): string {
  const again =
    definition.kind === 'import' && definition.family === 'activities'
      ? 'are recorded a second time'
      : definition.kind === 'import'
        ? 'are matched and written once more'
        : 'are acted on once more'
  return `This is a real write of the first ${TRIAL_ROWS} good rows, not a rehearsal: look at what Eloqua makes of them before you send the rest. When you later send the whole file, these ${TRIAL_ROWS} rows ${again}.`
}

/** `20 MB + 20 MB + 1.2 MB`, or their number and sum where there are many. */
export function partSizes(parts: readonly PlannedRequest[]): string {
  const bytes = parts.map((part) => part.bytes ?? 0)
  if (parts.length <= 4) return bytes.map(formatBytes).join(' + ')
  return `${formatBytes(bytes.reduce((sum, size) => sum + size, 0))} in all, at most ${formatBytes(Math.max(...bytes))} each`
}
