import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SyncIndexState } from '../../../shared/eloqua/sync-index.ts'
import { describeReach, reachWords } from '../../../shared/words/sync-search.ts'
import { api } from '../../api.ts'
import classes from './syncs-screen.module.css'

/** How far back the list reaches while the year is still being read; nothing once it holds all. */
export function SyncReach({ index }: { readonly index: SyncIndexState }) {
  const turn = useMutation({ mutationFn: (isOn: boolean) => api.readOlderSyncs({ isOn }) })
  const words = describeReach(index)
  if (words === undefined) return null
  const isStopped = index.reading === 'stopped'
  return (
    <div className={classes.reach}>
      <span>{words}</span>
      <Button variant="subtle" size="compact-sm" disabled={turn.isPending} onClick={() => turn.mutate(isStopped)}>
        {isStopped ? reachWords.goOn : reachWords.stop}
      </Button>
    </div>
  )
}
