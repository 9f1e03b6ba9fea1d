import type { Connection } from '../contract/connection.ts'
import type { CheckReport } from '../csv/csv.ts'
import type { Definition } from '../eloqua/definition.ts'
import { type Check, type PlannedRequest, TRIAL_ROWS, type UploadPlan, type UploadWay } from '../uploads/upload.ts'
import { formatBytes, formatCounted } from './numbers.ts'

export const WAYS: Readonly<Record<UploadWay, string>> = {
  straight: 'Stage in this definition',
  'private-copy': 'Use a temporary copy',
}

/** `Use a temporary copy (recommended)` */
export function wayWords(way: UploadWay, isRecommended: boolean): string {
  return isRecommended ? `${WAYS[way]} (recommended)` : WAYS[way]
}

/** What sending that way means. */
export function wayReason(way: UploadWay, { isSyncTriggeredOnImport }: Pick<Definition, 'isSyncTriggeredOnImport'>) {
  if (way === 'private-copy')
    return 'Creates a temporary copy of the definition, syncs it when the whole file is in, then deletes it. If the connection drops, nothing is imported. Kept for 7 days if rows are rejected.'
  return isSyncTriggeredOnImport
    ? 'This definition syncs automatically: sending changes data in Eloqua immediately.'
    : 'Rows are staged until you start the sync. The sync also imports rows that colleagues staged.'
}

export const planWords = {
  title: 'How to send',
  method: 'Method',
  atOnceTitle: 'This definition syncs automatically.',
  atOnce: 'The first part changes data in Eloqua as soon as it arrives.',
  showBody: 'Show request body',
  body: 'Request body',
  requests: 'Requests in order',
  createsCopy: 'creates the temporary copy',
  deletesCopy: 'deletes the temporary copy, unless rows are rejected',
  whenYouStart: 'only when you start the sync',
  whenAllArrived: 'when all rows have arrived',
  rows: (rows: number, parts: readonly PlannedRequest[]) => `${formatCounted(rows, 'row')} · ${partSizes(parts)}`,
} as const

export const sendWords = {
  send: (rows: number) => `Send ${formatCounted(rows, 'row')}`,
  sendAndImport: ({ kind }: Pick<Definition, 'kind'>, rows: number) =>
    `Send and ${kind === 'syncAction' ? 'process' : 'import'} ${formatCounted(rows, 'row')}`,
  sendNothing: 'Send',
  trial: `Send first ${TRIAL_ROWS} rows…`,
  cancel: 'Cancel',
  skipFile: 'Skip this file',
  chooseAnother: 'Choose another file',
} as const

/** Why nothing can be sent now; undefined when it can. `untyped` are fields whose text for every row is still to come. */
export function whyNotSend(
  check: Check | undefined,
  plan: UploadPlan | undefined,
  untyped: readonly string[] = [],
): string | undefined {
  const [field] = untyped
  if (field !== undefined) return `Enter a value for ${field}, or choose “Not mapped”.`
  if (!check || (check.state === 'reading' && !check.report)) return 'Checking the file…'
  if (check.state === 'reading') return 'Preparing the requests…'
  if (check.state !== 'done' || !check.report) return 'The check didn’t finish, so nothing can be sent.'
  const blocking = check.report.problems.find((problem) => problem.severity === 'blocks')
  if (blocking) return `${blocking.title}. ${blocking.advice}`
  if (check.report.goodRows === 0) return 'Every row failed the file check, so nothing can be sent.'
  return plan ? undefined : 'This file can’t be sent to this definition.'
}

/** What pressing Send means: `Rows are staged only. Nothing changes in Eloqua until you start the sync.` */
export function sendMeaning(
  plan: UploadPlan,
  definition: Pick<Definition, 'name'>,
  report?: CheckReport,
  importsAtOnce = false,
): string {
  const held = report?.heldBackRows ?? 0
  const behind = held > 0 ? ` ${formatCounted(held, 'row')} won’t be sent.` : ''
  if (plan.startsSyncAtOnce)
    return `Sending changes data in Eloqua immediately: ${definition.name} syncs automatically.${behind}`
  if (importsAtOnce)
    return `The sync starts when all rows are staged, and also imports rows that colleagues staged in ${definition.name}.${behind}`
  if (plan.way === 'straight')
    return `Rows are staged only. Nothing changes in Eloqua until you start the sync.${behind}`
  return `The sync starts when all rows have arrived.${behind}`
}

/** What a trial is: a real import, and what sending the rest afterwards does to its rows. */
export function trialMeaning(definition: Pick<Definition, 'family' | 'kind'>, plan: UploadPlan): string {
  const isAction = definition.kind === 'syncAction'
  const again = isAction
    ? 'processes them again'
    : definition.family === 'activities'
      ? 'records them a second time'
      : 'updates their records again'
  const verb = sendImports(plan) ? `really ${isAction ? 'processes' : 'imports'}` : 'stages'
  return `This ${verb} the first ${TRIAL_ROWS} valid rows. Check the result before sending the rest: sending the whole file later ${again}.`
}

/** True where sending itself changes data in Eloqua, without a step in between. */
export function sendImports({ way, startsSyncAtOnce }: UploadPlan): boolean {
  return startsSyncAtOnce || way === 'private-copy'
}

export interface ConfirmFacts {
  readonly rows: number
  readonly isTrial: boolean
  /** Where it goes live. */
  readonly production?: Pick<Connection, 'company'>
}

/** The question before a trial, and before rows change a production company. */
export function confirmSendWords({ rows, isTrial, production }: ConfirmFacts): { title: string; confirm: string } {
  const where = production ? ` to production company ${production.company}` : ''
  const counted = formatCounted(rows, 'row')
  return {
    title: isTrial ? `Send the first ${counted}${where} as a trial?` : `Send ${counted}${where}?`,
    confirm: `Send ${counted}${production ? ' to production' : ''}`,
  }
}

/** The question before the sync of staged rows changes a production company. */
export function confirmImportWords(
  definition: Pick<Definition, 'kind'>,
  rows: number,
  company: string,
): { title: string; confirm: string } {
  const verb = definition.kind === 'syncAction' ? 'Process' : 'Import'
  const what = rows > 0 ? formatCounted(rows, 'row') : 'staged rows'
  return { title: `${verb} ${what} in production company ${company}?`, confirm: `${verb} ${what} in production` }
}

export const confirmFacts = {
  noUndo: 'Imports can’t be undone.',
  file: 'File',
  to: 'Definition',
  method: 'Method',
  as: 'Signed in as',
  rows: 'Rows',
  definition: ({ name, uri }: Pick<Definition, 'name' | 'uri'>) => `${name} (${uri})`,
  user: ({ company, user }: Pick<Connection, 'company' | 'user'>) => `${company}\\${user}`,
} as const

/** `20 MB + 20 MB + 1.2 MB`, or their number and sum where there are many. */
export function partSizes(parts: readonly PlannedRequest[]): string {
  const bytes = parts.map((part) => part.bytes ?? 0)
  if (parts.length <= 4) return bytes.map(formatBytes).join(' + ')
  const sum = bytes.reduce((total, size) => total + size, 0)
  return `${formatBytes(sum)} total, up to ${formatBytes(Math.max(...bytes))} each`
}

/** Rows of earlier uploads that are staged in the definition of this file. */
export const stagedBefore = {
  label: 'Rows already staged',
  title: (name: string) => `${name} already has staged rows from an earlier upload.`,
  agree: 'Add to them (one sync imports both)',
  useCopy: 'Use a temporary copy instead',
  looking: (name: string) => `Checking for rows already staged in ${name}…`,
  choose: 'Choose what to do with the rows already staged.',
  meaning: ({ way, startsSyncAtOnce }: UploadPlan) => {
    if (way === 'private-copy') return 'The temporary copy isn’t affected: its sync imports this file only.'
    return startsSyncAtOnce
      ? 'Eloqua syncs everything staged in a definition together, so sending this file imports those rows too.'
      : 'Eloqua syncs everything staged in a definition together, so the sync of this file imports those rows too.'
  },
} as const
