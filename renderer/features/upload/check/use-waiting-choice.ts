import { useState } from 'react'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { UploadPlan, WaitingRows } from '../../../../shared/uploads/upload.ts'
import { stagedBefore } from '../../../../shared/words/upload-plan.ts'
import { useWaitingRows } from '../queries.ts'

export interface WaitingChoice {
  readonly rows: readonly WaitingRows[]
  /** The user agreed to send on top of just these. */
  readonly isAgreed: boolean
  agree(isAgreed: boolean): void
  /** Why nothing can be sent before it is chosen what becomes of them. */
  readonly held: string | undefined
  readonly onTopOf: readonly string[]
}

/** Rows that wait at the definition would be applied with this file's: going straight there takes a choice of its own. */
export function useWaitingChoice(definition: Definition, plan: UploadPlan | undefined): WaitingChoice {
  const { data: rows = [], isPending } = useWaitingRows(definition.uri)
  const [agreed, setAgreed] = useState<string>()
  const ids = rows.map(({ uploadId }) => uploadId)
  const isAgreed = agreed === ids.join()
  return {
    rows,
    isAgreed,
    agree: (isNow) => setAgreed(isNow ? ids.join() : undefined),
    held: plan?.way === 'straight' && !isAgreed ? heldWords(definition, isPending, rows.length) : undefined,
    onTopOf: isAgreed ? ids : [],
  }
}

function heldWords({ name }: Definition, isPending: boolean, count: number): string | undefined {
  if (isPending) return stagedBefore.looking(name)
  return count > 0 ? stagedBefore.choose : undefined
}
