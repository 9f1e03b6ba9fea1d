import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Upload, WaitingRows } from '../../../../shared/uploads/upload.ts'
import { startSyncWords } from '../../../../shared/words/upload-controls.ts'
import { stagedWords } from '../../../../shared/words/upload-page.ts'
import { api } from '../../../api.ts'
import { useConnection } from '../../../entities/connection/connections.ts'
import { ConfirmImport } from '../../../entities/sync/confirm-import.tsx'
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
  return (
    <section className={classes.staged} aria-label={stagedWords.label}>
      <div>
        <h2 className={classes.stagedTitle}>{stagedWords.title(ledger.staged ?? 0, definition.name)}</h2>
        <p>
          {stagedWords.means(upload)} <Kept waiting={waiting} />
        </p>
      </div>
      {others.length > 0 ? (
        <div>
          <p>{stagedWords.others}</p>
          <WaitingList rows={others} />
        </div>
      ) : null}
      <StagedActions upload={upload} rows={rows} others={others} />
    </section>
  )
}

interface StagedActionsProps {
  readonly upload: Upload
  /** All that is staged at the definition, and what of it other uploads sent. */
  readonly rows: readonly WaitingRows[]
  readonly others: readonly WaitingRows[]
}

/** The import, which is asked once more where it changes a production company, and the way to undo the staging. */
function StagedActions({ upload, rows, others }: StagedActionsProps) {
  const { uploadId, definition, ledger, file } = upload
  const { connection, isPending } = useConnection(upload.connectionId)
  const [isAsking, setAsking] = useState(false)
  const shown = shownFor(uploadId)
  const start = useMutation({
    mutationFn: () => api.startStagedSync({ uploadId, ...shown }),
    onSettled: () => setAsking(false),
    meta: { context: 'starting-a-sync' },
  })
  // Of a check that this window did not show, main asks by itself: twice would be once too often.
  const production = connection?.environment === 'production' && shown.shown !== undefined ? connection : undefined
  const ask = () => (production ? setAsking(true) : start.mutate())
  useCommand('primary', isPending || start.isPending ? undefined : ask)
  return (
    <div className={classes.buttons}>
      <Button
        size="md"
        variant="filled"
        leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
        disabled={isPending}
        loading={start.isPending}
        onClick={ask}
      >
        {startSyncWords(upload, ledger.staged ?? 0)}
      </Button>
      <DiscardWaiting uploadId={uploadId} definition={definition} rows={rows} disabled={start.isPending} />
      {production ? (
        <ConfirmImport
          opened={isAsking}
          connection={production}
          definition={definition}
          rows={ledger.staged ?? 0}
          fileName={file.name}
          busy={start.isPending}
          onConfirm={() => start.mutate()}
          onClose={() => setAsking(false)}
        >
          {others.length > 0 ? <p>{stagedWords.alsoImported(others)}</p> : null}
        </ConfirmImport>
      ) : null}
    </div>
  )
}

/** Until when they can be counted on. Without rows that wait, they have waited for too long. */
function Kept({ waiting }: Pick<Upload, 'waiting'>) {
  if (!waiting) return stagedWords.likelyGone
  if (!waiting.keptUntil) return null
  return (
    <>
      {stagedWords.keptUntil} <TimeText value={waiting.keptUntil} focusable />.
    </>
  )
}
