import type { Mapping, MappingProposal } from '../../../../shared/csv/csv.ts'
import { consentChanges } from '../../../../shared/eloqua/consent.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { Check, UploadPlan } from '../../../../shared/uploads/upload.ts'
import { consentSentences, consentWords } from '../../../../shared/words/consent.ts'
import { fileFindings } from '../../../../shared/words/upload-files.ts'
import { driftWords } from '../../../../shared/words/upload-mapping.ts'
import { whyNotSend } from '../../../../shared/words/upload-plan.ts'
import type { Draft } from '../check/draft.ts'
import { emptyConstants, stillUnsure, unfedColumns } from '../check/mapping/column-rows.ts'

/** Where one of several files stands before it is sent. Plain data, small enough to be compared as text. */
export type FileStatus =
  | { readonly kind: 'reading' }
  | { readonly kind: 'choose-sheet' }
  | { readonly kind: 'no-target'; readonly recipe?: { readonly recipeId: string; readonly name: string } }
  | { readonly kind: 'blocked'; readonly why: string; readonly rows?: number }
  /** It can be sent from its own page only: that says first what no order of several files says. */
  | { readonly kind: 'alone'; readonly why: string; readonly rows: number; readonly heldBack: number }
  | {
      readonly kind: 'checked'
      readonly facts: CheckedFile
      /** What the user may want to look at first, in words. None: the file is sure. */
      readonly asks: readonly string[]
      /** What it leaves out, and what its import does besides, in words: nothing to look at first. */
      readonly notes: readonly string[]
    }

/** What sending needs to know of a checked file. */
export interface CheckedFile {
  readonly checkId: string
  readonly shown?: string
  readonly plan: Pick<UploadPlan, 'way' | 'startsSyncAtOnce'>
  /** Rows that will be sent, and those that will not. */
  readonly rows: number
  readonly heldBack: number
  readonly definition: Pick<Definition, 'uri' | 'name' | 'kind'>
}

export interface ToJudge {
  readonly check: Check | undefined
  readonly plan: UploadPlan | undefined
  readonly definition: Definition
  /** Of the file, by column. */
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly proposal: MappingProposal
  readonly draft: Pick<Draft, 'given' | 'recipe'>
  /** Whether rows of earlier uploads are staged at the definition; undefined while that is looked at. */
  readonly isStagedThere: boolean | undefined
}

/** A file is sure where its own check page would show nothing to look at: no doubt, no fault, no consent that changes. */
export function judgeFile({ check, plan, definition, headers, mapping, isStagedThere, ...of }: ToJudge): FileStatus {
  const isReading = !check || check.state === 'reading' || (plan?.way === 'straight' && isStagedThere === undefined)
  if (isReading) return { kind: 'reading' }
  const rowsInFile = check.report?.rows
  const known = rowsInFile === undefined ? {} : { rows: rowsInFile }
  const { report } = check
  const why = check.error?.message ?? whyNotSend(check, plan, emptyConstants(mapping))
  if (why !== undefined || !plan || !report) return { kind: 'blocked', why: why ?? '', ...known }
  const alone = whyAlone(plan, definition, isStagedThere)
  if (alone !== undefined) return { kind: 'alone', why: alone, rows: report.rows, heldBack: report.heldBackRows }
  const { way, startsSyncAtOnce, rows } = plan
  const { uri, name, kind } = definition
  return {
    kind: 'checked',
    facts: {
      checkId: check.checkId,
      ...(check.shown === undefined ? {} : { shown: check.shown }),
      plan: { way, startsSyncAtOnce },
      rows,
      heldBack: report.heldBackRows,
      definition: { uri, name, kind },
    },
    asks: asksOf({ ...of, report, definition, mapping }),
    notes: notesOf(way, definition, unfedColumns(headers, mapping)),
  }
}

/** Why a file is never part of an order of several: what sending it means is a choice that its own page offers. */
function whyAlone(
  { way, startsSyncAtOnce }: UploadPlan,
  { name }: Definition,
  isStagedThere: boolean | undefined,
): string | undefined {
  if (way === 'straight' && isStagedThere) return fileFindings.rowsStaged(name)
  return startsSyncAtOnce ? fileFindings.syncsAlone(name) : undefined
}

function notesOf(way: UploadPlan['way'], definition: Definition, unfed: readonly string[]): readonly string[] {
  return [
    ...(unfed.length > 0 ? [fileFindings.unfed(unfed)] : []),
    ...(way === 'straight' ? [fileFindings.alsoTakes(definition)] : []),
  ]
}

type ToAsk = Pick<ToJudge, 'definition' | 'mapping' | 'proposal' | 'draft'> & {
  readonly report: NonNullable<Check['report']>
}

function asksOf({ report, definition, mapping, proposal, draft }: ToAsk): readonly string[] {
  const { heldBackRows, problems, values = [] } = report
  const unsure = stillUnsure(proposal, mapping)
  const columns = new Set(values.map(({ field }) => field)).size
  return [
    ...(heldBackRows > 0 ? [fileFindings.heldBack(heldBackRows)] : []),
    ...(draft.given || proposal.drift.length === 0 ? [] : [driftWords.title]),
    ...(draft.recipe?.differences ?? []),
    ...(unsure.length > 0 ? [fileFindings.unsure(unsure)] : []),
    ...(consentSentences(consentChanges(definition, mapping)).length > 0 ? [`${consentWords.title}.`] : []),
    ...(columns > 0 ? [fileFindings.values(columns)] : []),
    ...problems.filter(({ severity }) => severity === 'warning').map(({ title }) => `${title}.`),
  ]
}

/** Nothing comes of it without the user, or nothing is left to find out: the next file may be checked. */
export function isSettled(status: FileStatus | undefined): boolean {
  return status !== undefined && status.kind !== 'reading'
}
