import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Mapping, Reading } from '../../../shared/csv.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { Check } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { checkQuery, useCheckEvents } from './queries.ts'

interface Wanted {
  readonly fileId: string
  readonly targetUri: string
  readonly reading: Reading
  readonly mapping: Mapping
}

/** Long enough that choosing several fields in a row starts one check, not many. */
const SETTLE_MS = 250

/** Checks the whole file again whenever what was chosen settles; the check before it is called off. */
export function useCheck(wanted: Wanted): { readonly data?: Check; readonly error?: AppError } {
  const [settled] = useDebouncedValue(JSON.stringify(wanted), SETTLE_MS)
  const isSettled = settled === JSON.stringify(wanted)
  const [started, setStarted] = useState<{
    readonly of: string
    readonly checkId?: string
    readonly error?: AppError
  }>()

  useEffect(() => {
    let checkId: string | undefined
    let isOver = false
    api.startCheck(JSON.parse(settled) as Wanted).then(
      (check) => {
        checkId = check.checkId
        if (isOver) void api.cancelCheck({ checkId })
        else setStarted({ of: settled, checkId })
      },
      (error: AppError) => !isOver && setStarted({ of: settled, error }),
    )
    return () => {
      isOver = true
      if (checkId) void api.cancelCheck({ checkId })
    }
  }, [settled])

  const current = isSettled && started?.of === settled ? started : undefined
  useCheckEvents(current?.checkId)
  const check = useQuery({ ...checkQuery(current?.checkId ?? ''), enabled: current?.checkId !== undefined })
  return { data: current?.checkId ? check.data : undefined, error: current?.error ?? check.error ?? undefined }
}
