import { Button } from '@mantine/core'
import { IconCircleCheck, IconFileArrowRight } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CsvFlavour } from '../../../shared/csv/csv.ts'
import { isFinal, type Sync } from '../../../shared/eloqua/sync.ts'
import { rejectedWords } from '../../../shared/words/rejects.ts'
import { syncRejectedWords } from '../../../shared/words/syncs.ts'
import { api } from '../../api.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { RejectActions } from '../../entities/rejects/reject-actions.tsx'
import { fieldsOfRejects } from '../../entities/rejects/reject-source.ts'
import { RejectTable } from '../../entities/rejects/reject-table.tsx'
import { SaveMenu } from '../../entities/sync/save-menu.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { rejectsOf, syncRejectedQuery, uploadOfSyncQuery } from './sync-rejects.ts'
import classes from './sync-screen.module.css'

/** The rows Eloqua rejected, page by page, whoever started the sync: to be saved with their reasons, or put right and sent again. */
export function SyncRejected({ sync }: { readonly sync: Sync }) {
  const [offset, setOffset] = useState(0)
  const hasEnded = isFinal(sync.status)
  const query = useQuery({ ...syncRejectedQuery(sync, offset), enabled: hasEnded })
  const upload = useQuery({ ...uploadOfSyncQuery(sync.uri), enabled: hasEnded })
  const save = useMutation({ mutationFn: (flavour: CsvFlavour) => api.saveRejects({ syncId: sync.id, flavour }) })
  const refresh = () => void query.refetch()
  const hasRows = (query.data?.items.length ?? 0) > 0
  useCommand('refresh', refresh)
  useCommand('save-csv', hasRows ? () => save.mutate('exact') : undefined)
  if (!hasEnded) return <EmptyState title={syncRejectedWords.running}>{syncRejectedWords.runningHint}</EmptyState>
  if (query.error) return <Failure error={query.error} onRetry={refresh} retrying={query.isFetching} />
  if (!query.data) return <SkeletonRows rows={8} label={rejectedWords.loading} />
  if (!hasRows) {
    return (
      <EmptyState icon={IconCircleCheck} title={syncRejectedWords.none}>
        {syncRejectedWords.noneHint}
      </EmptyState>
    )
  }
  return (
    <>
      <div className={classes.toolbar}>
        {upload.data ? <OfUpload upload={upload.data} /> : <span />}
        <div className={classes.actions}>
          <RejectActions
            source={rejectsOf(sync, upload.data)}
            save={<SaveMenu label={rejectedWords.save} busy={save.isPending} onSave={save.mutate} />}
          />
        </div>
      </div>
      <RejectTable
        page={query.data}
        fields={fieldsOfRejects(query.data.items)}
        place="sync"
        isFetching={query.isPlaceholderData}
        onGo={setOffset}
      />
    </>
  )
}

/** There each row stands beside its row of the file. */
function OfUpload({
  upload,
}: {
  readonly upload: { readonly uploadId: string; readonly file: { readonly name: string } }
}) {
  return (
    <Button
      variant="subtle"
      leftSection={<IconFileArrowRight size={14} stroke={1.5} aria-hidden />}
      onClick={() => go({ screen: 'upload', uploadId: upload.uploadId })}
    >
      {rejectedWords.ofUpload(upload.file.name)}
    </Button>
  )
}
