import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Definition } from '../../../shared/definition.ts'
import type { Check, Upload, UploadPlan } from '../../../shared/upload.ts'
import { TRIAL_ROWS } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { useCommand } from '../../commands.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { formatCounted } from '../../components/numbers.ts'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { useActiveConnection } from '../../connections.ts'
import { go, replaceRoute } from '../../navigation.ts'
import classes from './upload.module.css'

interface SendBarProps {
  readonly check?: Check
  readonly plan?: UploadPlan
  readonly definition: Definition
}

/** The only place from which a file is sent. On a production connection it asks once more. */
export function SendBar({ check, plan, definition }: SendBarProps) {
  const connection = useActiveConnection()
  const [asked, setAsked] = useState<Upload['scope']>()
  const send = useMutation({
    mutationFn: (scope: Upload['scope']) =>
      api.startUpload({ checkId: check?.checkId ?? '', way: plan?.way ?? 'private-copy', scope }),
    onSuccess: ({ uploadId }) => replaceRoute({ screen: 'upload', uploadId }),
    meta: { shownInPlace: true },
  })
  const blocked = whyNot(check, plan)
  const isProduction = connection?.environment === 'production'
  const start = (scope: Upload['scope']) => (isProduction ? setAsked(scope) : send.mutate(scope))
  useCommand('primary', blocked === undefined ? () => start('all-good-rows') : undefined)
  const rows = plan?.rows ?? 0
  return (
    <footer className={classes.sendBar}>
      {send.error ? <Failure error={send.error} context="uploading" inset /> : null}
      <p className={classes.sendWhy}>{blocked ?? meaning(plan, definition)}</p>
      <Button size="md" onClick={() => go({ screen: 'upload' })}>
        Cancel
      </Button>
      {rows > TRIAL_ROWS ? (
        <ReasonedButton size="md" disabledBecause={blocked} loading={send.isPending} onClick={() => start('first-50')}>
          Send first {TRIAL_ROWS} rows
        </ReasonedButton>
      ) : null}
      <ReasonedButton
        size="md"
        variant="filled"
        disabledBecause={blocked}
        loading={send.isPending}
        onClick={() => start('all-good-rows')}
      >
        {blocked === undefined ? `Send ${formatCounted(rows, 'row')}` : 'Send'}
      </ReasonedButton>
      <ConfirmDialog
        opened={asked !== undefined}
        title={`Send to the production company ${connection?.company ?? ''}?`}
        confirm={
          asked === 'first-50'
            ? `Send ${TRIAL_ROWS} rows to production`
            : `Send ${formatCounted(rows, 'row')} to production`
        }
        busy={send.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          if (asked) send.mutate(asked)
          setAsked(undefined)
        }}
      >
        {meaning(plan, definition)} What an import changes cannot be taken back by Bulkdesk.
      </ConfirmDialog>
    </footer>
  )
}

function whyNot(check: Check | undefined, plan: UploadPlan | undefined): string | undefined {
  if (!check || check.state === 'reading') return 'The file is still being checked.'
  if (check.state !== 'done' || !check.report) return 'The check did not finish: nothing can be sent.'
  const blocking = check.report.problems.find((problem) => problem.severity === 'blocks')
  if (blocking) return `${blocking.title} ${blocking.advice}`
  if (check.report.goodRows === 0) return 'No row can be sent.'
  return plan ? undefined : 'Nothing can be sent.'
}

function meaning(plan: UploadPlan | undefined, definition: Definition): string {
  if (!plan) return ''
  if (plan.startsSyncAtOnce) return `Sending starts syncs of ${definition.name} at once.`
  if (plan.way === 'straight') return 'Sending only stages the rows. You start the sync afterwards.'
  return 'The sync starts once every row has arrived.'
}
