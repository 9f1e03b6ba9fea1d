import { Button, Drawer } from '@mantine/core'
import { IconArrowsDownUp } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import type { Transfer } from '../../../shared/contract/transfer.ts'
import { transfersWords } from '../../../shared/words/transfers.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { transfersQuery } from '../../entities/transfer/transfer-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { FINISHED } from './queries.ts'
import { TransferRow } from './transfer-row.tsx'
import classes from './transfers-panel.module.css'

interface TransfersPanelProps {
  readonly opened: boolean
  readonly onClose: () => void
}

export function TransfersPanel({ opened, onClose }: TransfersPanelProps) {
  useEscapeFromAnywhere(opened, onClose)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={transfersWords.title}
      size={440}
      closeButtonProps={{ 'aria-label': transfersWords.close }}
    >
      <TransferList onLeave={onClose} />
    </Drawer>
  )
}

/**
 * The drawer's own listener ignores Esc while the focus is on an item of a menu, open or not: which is where it
 * returns after "Save as CSV" and the system's dialog.
 */
function useEscapeFromAnywhere(opened: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (!opened) return
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && !event.isComposing && close()
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [opened])
}

/** Newest first: what was just started is what is looked for. */
function TransferList({ onLeave }: { readonly onLeave: () => void }) {
  const { data, error, refetch } = useQuery(transfersQuery())
  if (error) return <Failure error={error} onRetry={refetch} inset />
  if (!data) return <SkeletonRows rows={3} label={transfersWords.loading} />
  if (data.length === 0) {
    return (
      <EmptyState icon={IconArrowsDownUp} title={transfersWords.none}>
        {transfersWords.noneHint}
      </EmptyState>
    )
  }
  const finished = data.filter((transfer) => FINISHED.has(transfer.state)).map((transfer) => transfer.transferId)
  return (
    <>
      <ul className={classes.list}>
        {newestFirst(data).map((transfer) => (
          <TransferRow key={transfer.transferId} transfer={transfer} onLeave={onLeave} />
        ))}
      </ul>
      {finished.length > 1 ? <ClearFinished ids={finished} /> : null}
    </>
  )
}

/** By their start, not by the order in which the window heard of them. */
function newestFirst(transfers: readonly Transfer[]): readonly Transfer[] {
  return transfers.toReversed().toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
}

function ClearFinished({ ids }: { readonly ids: readonly string[] }) {
  const client = useQueryClient()
  const clear = useMutation({
    mutationFn: () => Promise.all(ids.map((transferId) => api.dismissTransfer({ transferId }))),
    onSettled: () => client.invalidateQueries(transfersQuery()),
  })
  return (
    <div className={classes.foot}>
      <Button variant="subtle" loading={clear.isPending} onClick={() => clear.mutate()}>
        {transfersWords.clearFinished}
      </Button>
    </div>
  )
}
