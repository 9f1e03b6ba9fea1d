import { Button } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Run } from '../../../../shared/contract/run.ts'
import { runNoticeWords } from '../../../../shared/words/result-rows.ts'
import { api } from '../../../api.ts'
import { useTakeRun } from '../../../entities/run/run-queries.ts'
import { runCommand } from '../../../window/commands.ts'
import classes from './run-view.module.css'

const words = runNoticeWords

/** What is not as it should be with these rows: some are missing and why, or their columns are of another definition. */
export function RunNotice({ run }: { readonly run: Run }) {
  const { state } = run
  return (
    <>
      {state.kind === 'waiting' ? (
        <div className={classes.notice} role="status">
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
          <span>{words.waiting(state)}</span>
          {state.seconds === undefined ? (
            <Button size="xs" onClick={() => runCommand('sign-in-again')}>
              {words.signIn}
            </Button>
          ) : null}
        </div>
      ) : null}
      {state.kind === 'incomplete' ? (
        <div className={classes.notice} role="note">
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
          <span>{words.incomplete(run, state.why)}</span>
          {canContinue(run) ? <Continue run={run} /> : null}
        </div>
      ) : null}
      {run.extraColumns.length > 0 ? (
        <div className={classes.notice} data-tone="blue" role="note">
          <IconInfoCircle size={16} stroke={1.5} aria-hidden />
          <span>{words.extraColumns(run.extraColumns)}</span>
        </div>
      ) : null}
    </>
  )
}

/** Answers that contradict each other would do so again, and what Eloqua has deleted cannot be had any more. */
function canContinue({ state }: Run): boolean {
  if (state.kind !== 'incomplete') return false
  const { why } = state
  return why.kind === 'interrupted' || (why.kind === 'failed' && why.error.code !== 'gone')
}

function Continue({ run }: { readonly run: Run }) {
  const takeRun = useTakeRun()
  const { mutate, isPending } = useMutation({
    mutationFn: () => api.continueRun({ runId: run.runId }),
    onSuccess: takeRun,
  })
  return (
    <Button size="xs" loading={isPending} onClick={() => mutate()}>
      {words.continue}
    </Button>
  )
}
