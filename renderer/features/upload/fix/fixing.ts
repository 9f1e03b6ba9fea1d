import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { AppError } from '../../../../shared/contract/errors.ts'
import { copyChoice, type Reading, type SourceFile } from '../../../../shared/csv/csv.ts'
import type { Fix, FixFacts } from '../../../../shared/csv/fixes.ts'
import { countFixes, fixList } from '../../../../shared/words/fixes.ts'
import { api, subscribe } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import { firstLookQuery } from '../queries.ts'

/** A copy of the user's file with fixes. */
export interface FixedFile {
  readonly file: SourceFile
  readonly fixes: readonly Fix[]
}

/** The user's file, and how it is read. */
export interface Original {
  readonly file: SourceFile
  readonly reading: Reading
}

/** The fixes of a file, and the making of others. */
export interface Fixing {
  readonly original: Original
  readonly fixes: readonly Fix[]
  /** What the fixes did. */
  readonly facts: readonly FixFacts[]
  /** The file gets exactly these fixes, instead of those it has. */
  readonly apply: (fixes: readonly Fix[]) => void
  readonly isMaking: boolean
  /** Bytes of the file that were read; while fixes are made. */
  readonly read: number
  readonly cancel: () => void
  readonly error: AppError | undefined
}

export function useFixing(
  original: Original,
  fixed: FixedFile | undefined,
  onFixed: (fixed: FixedFile | undefined) => void,
): Fixing {
  const client = useQueryClient()
  const [workId] = useState(() => crypto.randomUUID())
  const make = useMutation({
    meta: { shownInPlace: true },
    mutationFn: (fixes: readonly Fix[]) => makeFixes(workId, original, fixes),
    async onSuccess(made, fixes) {
      // Read before it is shown, so that the page does not blink.
      if (made) await client.fetchQuery(firstLookQuery(made.file.fileId, copyChoice(original.reading)))
      onFixed(made)
      announce(fixes.length > 0 ? fixList.done(countFixes(fixes)) : fixList.undone)
    },
  })
  const wasCalledOff = make.error instanceof AppError && make.error.code === 'cancelled'
  return {
    original,
    fixes: fixed?.fixes ?? [],
    // Of a copy that was opened again, earlier fixes come first; they are no longer to be undone.
    facts: (fixed?.file.madeFrom?.fixes ?? []).slice(original.file.madeFrom?.fixes?.length ?? 0),
    apply: make.mutate,
    isMaking: make.isPending,
    read: useFixProgress(workId, make.isPending),
    cancel: () => void api.cancelFixes({ workId }),
    error: wasCalledOff ? undefined : (make.error ?? undefined),
  }
}

export async function makeFixes(
  workId: string,
  original: Original,
  fixes: readonly Fix[],
): Promise<FixedFile | undefined> {
  const { file, reading } = original
  if (fixes.length === 0) {
    await api.forgetFixes({ fileId: file.fileId })
    return undefined
  }
  return { file: await api.makeFixes({ workId, fileId: file.fileId, reading, fixes }), fixes }
}

export function useFixProgress(workId: string, isMaking: boolean): number {
  const [read, setRead] = useState(0)
  useEffect(() => {
    if (!isMaking) return
    setRead(0)
    return subscribe('fix-progress', (progress) => progress.workId === workId && setRead(progress.bytesRead))
  }, [workId, isMaking])
  return read
}

/** The fixes without the one that is listed at this place; the edited rows are listed last, as one. */
export function withoutFix(fixes: readonly Fix[], place: number): readonly Fix[] {
  const wide = fixes.filter(({ kind }) => kind !== 'row')
  const undone = wide[place]
  return undone ? fixes.filter((fix) => fix !== undone) : wide
}

/** The fixes with rows that were edited; a row that was edited before has its newest cells only. */
export function withRows(fixes: readonly Fix[], rows: ReadonlyMap<number, readonly string[]>): readonly Fix[] {
  const others = fixes.filter((fix) => fix.kind !== 'row' || !rows.has(fix.row))
  return [...others, ...[...rows].map(([row, cells]): Fix => ({ kind: 'row', row, cells }))]
}
