import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { filterWords } from '../../../../shared/words/definition-filter.ts'
import { describeError } from '../../../../shared/words/errors.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { COUNT_LIMIT, countRecords } from './count-records.ts'
import classes from './form.module.css'
import type { FormState } from './use-draft.ts'

/** About how many records the filter finds: by a run that is limited to few, and only when asked. */
export function TryExport({ form }: { readonly form: FormState }) {
  const [isAsking, setIsAsking] = useState(false)
  const leaving = useRef<AbortController>(undefined)
  const count = useMutation({
    meta: { shownInPlace: true },
    mutationFn: () => {
      leaving.current = new AbortController()
      return countRecords(form.draft, leaving.current.signal)
    },
  })
  useEffect(() => () => leaving.current?.abort(), [])
  const isBlocked = form.issues.some(({ severity }) => severity === 'blocks')
  const isOfThis = count.data?.filter === form.draft.rules.filter
  return (
    <>
      {count.isPending ? <span role="status">{filterWords.tryRuns}</span> : null}
      {count.data && isOfThis ? (
        <strong role="status">{filterWords.tried(count.data.records, COUNT_LIMIT)}</strong>
      ) : null}
      {count.error ? (
        <span role="alert" className={classes.warns}>
          {describeError(count.error, 'reading').title}
        </span>
      ) : null}
      <ReasonedButton
        size="xs"
        loading={count.isPending}
        disabledBecause={isBlocked ? filterWords.tryOff : undefined}
        onClick={() => setIsAsking(true)}
      >
        {filterWords.tryIt}
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        title={filterWords.tryTitle}
        confirm={filterWords.tryConfirm}
        onConfirm={() => {
          setIsAsking(false)
          count.mutate()
        }}
        onClose={() => setIsAsking(false)}
      >
        <p>{filterWords.tryMeans(COUNT_LIMIT)}</p>
      </ConfirmDialog>
    </>
  )
}
