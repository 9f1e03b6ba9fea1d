import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Upload } from '../../../../shared/upload.ts'
import { api } from '../../../api.ts'
import { useCommand } from '../../../commands.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { formatCounted } from '../../../components/numbers.ts'
import classes from './upload-body.module.css'

/** Everything has arrived and nothing is applied: the second of the two keys. */
export function Staged({ upload }: { readonly upload: Upload }) {
  const { uploadId, definition, ledger } = upload
  const [isClearing, setClearing] = useState(false)
  const start = useMutation({
    mutationFn: () => api.startStagedSync({ uploadId }),
    meta: { context: 'starting-a-sync' },
  })
  const discard = useMutation({
    mutationFn: () => api.discardStaged({ uploadId }),
    onSettled: () => setClearing(false),
    meta: { context: 'deleting' },
  })
  useCommand('primary', start.isPending ? undefined : () => start.mutate())
  return (
    <section className={classes.staged} aria-label="Staged, not started">
      <div>
        <h2 className={classes.stagedTitle}>
          {formatCounted(ledger.sent, 'row')} arrived and {ledger.sent === 1 ? 'waits' : 'wait'} at {definition.name}
        </h2>
        <p>
          Nothing is applied until you start the sync. It then takes everything that waits there, also what a colleague
          staged.
        </p>
      </div>
      <div className={classes.buttons}>
        <Button
          size="md"
          variant="filled"
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          Start the sync now
        </Button>
        <Button size="md" disabled={start.isPending} onClick={() => setClearing(true)}>
          Clear what is staged…
        </Button>
      </div>
      <ConfirmDialog
        opened={isClearing}
        title={`Clear everything that waits at ${definition.name}?`}
        confirm="Clear it"
        destructive
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => setClearing(false)}
      >
        Eloqua deletes all rows staged at this definition, also those a colleague staged. Nothing of them is applied,
        and no record changes.
      </ConfirmDialog>
    </section>
  )
}
