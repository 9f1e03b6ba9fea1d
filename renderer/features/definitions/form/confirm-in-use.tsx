import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { saveWords } from '../../../../shared/words/definition-form.ts'
import { describeDependants } from '../../../../shared/words/definition-health.ts'
import { dependantsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'

interface ConfirmInUseProps {
  readonly uri: string
  readonly opened: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Before a change: whether a sync runs, rows are staged or an upload goes on there. Without any, nothing is asked. */
export function ConfirmInUse({ uri, opened, onConfirm, onClose }: ConfirmInUseProps) {
  const found = useQuery({ ...dependantsQuery([uri]), enabled: opened })
  const sentences = found.data?.flatMap(describeDependants) ?? []
  const isFree = opened && found.isSuccess && !found.isFetching && sentences.length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press of the button
  useEffect(() => {
    if (isFree) onConfirm()
  }, [isFree])
  return (
    <ConfirmDialog
      opened={opened && found.isFetched && !isFree}
      title={saveWords.inUse}
      confirm={saveWords.saveAnyway}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {found.error ? <p>{found.error.message}</p> : null}
    </ConfirmDialog>
  )
}
