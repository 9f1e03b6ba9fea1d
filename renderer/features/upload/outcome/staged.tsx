import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { formatCounted } from '../../../../shared/words/numbers.ts'
import { startSyncWords } from '../../../../shared/words/upload-controls.ts'
import { doVerb } from '../../../../shared/words/upload-rows.ts'
import { api } from '../../../api.ts'
import { TimeText } from '../../../ui/time-text.tsx'
import { useCommand } from '../../../window/commands.ts'
import { DiscardWaiting } from '../discard-waiting.tsx'
import { useWaitingRows } from '../queries.ts'
import { shownFor } from '../shown-checks.ts'
import { WaitingList } from '../waiting-list.tsx'
import classes from './upload-body.module.css'

/** Everything has arrived and nothing is applied: the second of the two keys. */
export function Staged({ upload }: { readonly upload: Upload }) {
  const { uploadId, definition, ledger, waiting } = upload
  const { data: rows = waiting ? [waiting] : [] } = useWaitingRows(definition.uri)
  const others = rows.filter((one) => one.uploadId !== uploadId)
  const start = useMutation({
    mutationFn: () => api.startStagedSync({ uploadId, ...shownFor(uploadId) }),
    meta: { context: 'starting-a-sync' },
  })
  useCommand('primary', start.isPending ? undefined : () => start.mutate())
  return (
    <section className={classes.staged} aria-label="Staged">
      <div>
        <h2 className={classes.stagedTitle}>
          {formatCounted(ledger.sent, 'row')} staged in {definition.name}
        </h2>
        <p>
          Nothing has changed in Eloqua yet. Starting the sync {doVerb(upload)} everything staged here, including rows
          from colleagues. <Kept waiting={waiting} />
        </p>
      </div>
      {others.length > 0 ? (
        <div>
          <p>As far as Bulkdesk knows, these are staged here too:</p>
          <WaitingList rows={others} />
        </div>
      ) : null}
      <div className={classes.buttons}>
        <Button
          size="md"
          variant="filled"
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {startSyncWords(upload, ledger.sent)}
        </Button>
        <DiscardWaiting uploadId={uploadId} definition={definition} rows={rows} disabled={start.isPending} />
      </div>
    </section>
  )
}

/** Until when they can be counted on. Without rows that wait, they have waited for too long. */
function Kept({ waiting }: Pick<Upload, 'waiting'>) {
  if (!waiting) return 'They were staged longer than Eloqua keeps rows: most likely Eloqua deleted them.'
  if (!waiting.keptUntil) return null
  return (
    <>
      Eloqua keeps them until <TimeText value={waiting.keptUntil} focusable />.
    </>
  )
}
