import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import { api, subscribe } from '../../../api.ts'

interface Order {
  /** Of the sheet or the file, as it is shown. */
  readonly name: string
  readonly sheet?: number
  /** A recipe that is to be applied to the rows. */
  readonly recipeId?: string
}

/** Makes rows of a workbook's sheet or of a JSON file, and tells how far it is. */
export function useMaking(fileId: string, onMade: (made: SourceFile, recipeId?: string) => void) {
  const [share, setShare] = useState(0)
  const make = useMutation<SourceFile, AppError, Order>({
    mutationFn: ({ sheet }) => api.makeRows({ fileId, ...(sheet === undefined ? {} : { sheet }) }),
    onMutate: () => setShare(0),
    onSuccess: (made, { recipeId }) => onMade(made, recipeId),
    meta: { shownInPlace: true },
  })
  useEffect(() => subscribe('making-changed', (making) => making.fileId === fileId && setShare(making.share)), [fileId])
  return {
    start: make.mutate,
    /** What is being made. */
    of: make.isPending || make.isSuccess ? make.variables : undefined,
    share,
    /** A making that the user canceled is no failure. */
    error: make.error && make.error.code !== 'cancelled' ? make.error : undefined,
    cancel: () => void api.cancelMaking({ fileId }).catch(() => {}),
  }
}
