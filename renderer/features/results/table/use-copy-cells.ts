import { useMutation } from '@tanstack/react-query'
import type { CopyFormat } from '../../../../shared/contract/run.ts'
import { copyWords } from '../../../../shared/words/result-view.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../ui/announcer.tsx'
import { noticeFailure } from '../../../ui/notices.tsx'
import type { RunTable } from './run-table.ts'

export interface CopyChoice {
  readonly label: string
  readonly format: CopyFormat
  readonly withHeader: boolean
}

/** Copies what is selected, in the order the columns are shown. A clipboard that could not hold all of it says so. */
export function useCopyCells({ view: { source }, boxes }: RunTable) {
  const { mutate } = useMutation({
    mutationFn: ({ format, withHeader }: Omit<CopyChoice, 'label'>) =>
      api.copyRunCells({ runId: source.runId, viewId: source.viewId, boxes: [...boxes()], format, withHeader }),
    onSuccess: (copied) => {
      announce(copyWords.copied(copied))
      if (copied.isPartial) noticeFailure(copyWords.partialTitle, copyWords.partial(copied.rows))
    },
  })
  return mutate
}
