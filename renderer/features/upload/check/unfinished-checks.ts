import { useSyncExternalStore } from 'react'
import type { Mapping, SourceFile } from '../../../../shared/csv/csv.ts'
import { api } from '../../../api.ts'
import type { Draft, DraftChange, StartedCheck } from './draft.ts'

/** Files that were opened together, and what was chosen for each so far. */
export interface OpenedFiles {
  readonly id: string
  /** Ties the uploads of these files together. */
  readonly groupId: string
  /** Targets and mappings mean something in one connection only. */
  readonly connectionId: string
  readonly files: readonly SourceFile[]
  readonly drafts: Readonly<Record<string, Draft>>
  /** fileId -> uploadId of those that were sent. */
  readonly sent: Readonly<Record<string, string>>
  /** Those the user does not want to send after all. */
  readonly leftOut: readonly string[]
  /** fileId of a file of rows -> the workbook or JSON file that it was made from. */
  readonly sources: Readonly<Record<string, SourceFile>>
  /** The file on screen, where the user chose one; else the list of all, where there are several. */
  readonly shownId?: string
  /** ISO time. */
  readonly openedAt: string
}

export interface OpeningFiles {
  readonly connectionId: string
  readonly files: readonly SourceFile[]
  readonly targetUri?: string
  readonly mapping?: Mapping
  readonly recipeId?: string
}

/**
 * Until Bulkdesk quits: main knows the files no longer than that. What was sent is remembered for longer than what
 * waits, so that going back to a page never offers a file that has gone out as if it had not.
 */
let opened: readonly OpenedFiles[] = []
const listeners = new Set<() => void>()

export function openedId({ connectionId, files }: Pick<OpeningFiles, 'connectionId' | 'files'>): string {
  return [connectionId, ...files.map(({ fileId }) => fileId)].join(' ')
}

/** Takes up where these files were left, or begins with them. */
export function useOpenedFiles(opening: OpeningFiles): OpenedFiles {
  useSyncExternalStore(listen, () => opened)
  return findOpened(opening) ?? begin(opening)
}

/** Those with a file that was neither sent nor left out, the newest first. */
export function useUnfinishedChecks(connectionId: string | undefined): readonly OpenedFiles[] {
  const all = useSyncExternalStore(listen, () => opened)
  return all.filter((entry) => entry.connectionId === connectionId && waitingFiles(entry).length > 0).toReversed()
}

export function waitingFiles({
  files,
  sent,
  leftOut,
}: Pick<OpenedFiles, 'files' | 'sent' | 'leftOut'>): readonly SourceFile[] {
  return files.filter(({ fileId }) => sent[fileId] === undefined && !leftOut.includes(fileId))
}

function begin({ connectionId, files, targetUri, mapping, recipeId }: OpeningFiles): OpenedFiles {
  const draft: Draft = {
    choice: {},
    ...(targetUri ? { targetUri } : {}),
    ...(mapping ? { mapping, given: mapping } : {}),
    ...(recipeId ? { asked: recipeId } : {}),
  }
  return {
    id: openedId({ connectionId, files }),
    groupId: crypto.randomUUID(),
    connectionId,
    files,
    drafts: Object.fromEntries(files.map(({ fileId }) => [fileId, draft])),
    sent: {},
    leftOut: [],
    sources: {},
    openedAt: new Date().toISOString(),
  }
}

/** Keeps files from now on, however the window goes on. The same files again are the same entry. */
export function keepOpen(opening: OpeningFiles): void {
  const known = findOpened(opening)
  const id = known?.id ?? openedId(opening)
  if (!known) change([...opened, begin(opening)])
  else if (waitingFiles(known).length === 0 && known.leftOut.length > 0) put({ ...known, leftOut: [] })
  if (opening.targetUri !== undefined) aimAt(id, opening.targetUri)
}

/** A definition that was made for these files meanwhile is the target of those for which none was ever chosen. */
function aimAt(id: string, targetUri: string): void {
  const entry = find(id)
  if (!entry) return
  for (const { fileId } of waitingFiles(entry)) {
    const draft = entry.drafts[fileId]
    if (draft && !('targetUri' in draft)) changeDraft(id, fileId, { targetUri })
  }
}

export function showFile(id: string, fileId: string): void {
  update(id, (entry) => ({ ...entry, shownId: fileId }))
}

/** Back from one file to the list of all. */
export function showAll(id: string): void {
  update(id, ({ shownId: _shown, ...entry }) => entry)
}

/** Files that are listed, and sent, together: one that is all there ever was, or all that is left, needs no list. */
export function isSeveral({ files, leftOut }: OpenedFiles): boolean {
  return files.length - leftOut.length > 1
}

export function changeDraft(id: string, fileId: string, changed: DraftChange): void {
  update(id, (entry) => withDraft(entry, fileId, changed))
}

/** Remembers the check that was started for a file; one nobody waits for any more is called off. */
export function keepCheck(id: string, fileId: string, check: StartedCheck): void {
  const entry = find(id)
  if (entry && waitingFiles(entry).some((file) => file.fileId === fileId)) changeDraft(id, fileId, { check })
  else callOff(check)
}

export function noteSent(id: string, fileId: string, uploadId: string): void {
  update(id, (entry) => ({ ...entry, sent: { ...entry.sent, [fileId]: uploadId } }))
}

/** The rows of a workbook or a JSON file take its place; `asked` is a recipe that is to be applied to them. */
export function putRows(id: string, source: SourceFile, made: SourceFile, asked?: string): void {
  update(id, (entry) => ({
    ...swapFile(entry, source.fileId, made, asked),
    sources: { ...entry.sources, [made.fileId]: source },
  }))
}

/** Back to the workbook, to choose another sheet. */
export function takeBackSource(id: string, fileId: string): void {
  const source = find(id)?.sources[fileId]
  if (!source) return
  callOff(find(id)?.drafts[fileId]?.check)
  update(id, (entry) => swapFile(entry, fileId, source))
}

/** Another file takes a place, and is meant for the same target. */
function swapFile(entry: OpenedFiles, fileId: string, other: SourceFile, recipeId?: string): OpenedFiles {
  const { targetUri, asked = recipeId } = entry.drafts[fileId] ?? {}
  return {
    ...entry,
    files: entry.files.map((file) => (file.fileId === fileId ? other : file)),
    drafts: {
      ...entry.drafts,
      [other.fileId]: { choice: {}, ...(targetUri ? { targetUri } : {}), ...(asked ? { asked } : {}) },
    },
    ...(entry.shownId === fileId ? { shownId: other.fileId } : {}),
  }
}

/** The user does not want to send these: what was chosen for them goes, and a check that still reads is called off. */
export function leaveOut(id: string, fileIds: readonly string[]): void {
  update(id, (entry) => {
    for (const fileId of fileIds) callOff(entry.drafts[fileId]?.check)
    const drafts = Object.fromEntries(
      Object.entries(entry.drafts).map(([fileId, draft]) => [
        fileId,
        fileIds.includes(fileId) ? { choice: {}, ...(draft.targetUri ? { targetUri: draft.targetUri } : {}) } : draft,
      ]),
    )
    return { ...entry, drafts, leftOut: [...new Set([...entry.leftOut, ...fileIds])] }
  })
}

/** For tests: as after a start. */
export function forgetOpenedFiles(): void {
  change([])
}

function withDraft(entry: OpenedFiles, fileId: string, changed: DraftChange): OpenedFiles {
  const draft = entry.drafts[fileId] ?? { choice: {} }
  return { ...entry, drafts: { ...entry.drafts, [fileId]: { ...draft, ...changed } } }
}

function callOff(check: StartedCheck | undefined): void {
  // A check that ended by itself meanwhile, or that main has forgotten, needs no calling off.
  if (check) void api.cancelCheck({ checkId: check.checkId }).catch(() => {})
}

/** By the files that were opened, or by the rows that took the place of a workbook since. */
function findOpened(opening: OpeningFiles): OpenedFiles | undefined {
  const id = openedId(opening)
  return opened.find((entry) => entry.id === id) ?? opened.find((entry) => openedId(entry) === id)
}

function find(id: string): OpenedFiles | undefined {
  return opened.find((entry) => entry.id === id)
}

function update(id: string, act: (entry: OpenedFiles) => OpenedFiles): void {
  const entry = find(id)
  if (entry) put(act(entry))
}

function put(entry: OpenedFiles): void {
  change(opened.map((other) => (other.id === entry.id ? entry : other)))
}

function change(next: readonly OpenedFiles[]): void {
  opened = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
