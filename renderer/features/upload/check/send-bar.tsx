import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { type Check, TRIAL_ROWS, type UploadPlan } from '../../../../shared/uploads/upload.ts'
import { sendMeaning, sendWords, whyNotSend } from '../../../../shared/words/upload-plan.ts'
import { api } from '../../../api.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { NearLimit } from '../../../entities/sync/near-limit.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { useCommand } from '../../../window/commands.ts'
import { keepShown, shownIn } from '../shown-checks.ts'
import { ConfirmSend, changesProduction, type SendOrder } from './confirm-send.tsx'
import classes from './send-bar.module.css'
import type { WaitingChoice } from './use-waiting-choice.ts'

interface SendBarProps {
  readonly check?: Check
  readonly plan?: UploadPlan
  readonly definition: Definition
  readonly waiting: WaitingChoice
  /** Fields that are to get a text in every row and have none yet. */
  readonly untyped: readonly string[]
  readonly groupId?: string | undefined
  /** `Cancel`, or `Skip this file` of several. */
  readonly cancelWord: string
  /** What was checked is out of date: the definition has other rules by now. */
  readonly onOutdated: () => void
  readonly onSent: (uploadId: string) => void
  readonly onCancel: () => void
}

/** The only place from which a file is sent. A trial, and a send that itself changes production, is asked once more. */
export function SendBar(props: SendBarProps) {
  const { check, plan, definition, waiting, untyped, groupId, cancelWord, onOutdated, onSent, onCancel } = props
  const connection = useActiveConnection()
  const [asked, setAsked] = useState<SendOrder>()
  const send = useMutation({
    mutationFn: ({ order, from, by }: { order: SendOrder; from: Check; by: UploadPlan }) =>
      api.startUpload({
        ...{ checkId: from.checkId, way: by.way, groupId },
        ...{ ...order, ...agreedTo(waiting), ...shownIn(from) },
      }),
    onSuccess({ uploadId }, { from }) {
      keepShown(uploadId, from)
      onSent(uploadId)
    },
    onError: ({ code }) => code === 'definition-changed' && onOutdated(),
    onSettled: () => setAsked(undefined),
    meta: { shownInPlace: true },
  })
  const blocked = whyNotSend(check, plan, untyped) ?? waiting.held
  const start = (order: SendOrder) => {
    if (check && plan && blocked === undefined && !send.isPending) send.mutate({ order, from: check, by: plan })
  }
  const ask = (order: SendOrder) =>
    plan && check && changesProduction(connection, order, { plan, check }) ? setAsked(order) : start(order)
  useCommand('primary', blocked === undefined ? () => ask(ALL) : undefined)
  const rows = plan?.rows ?? 0
  return (
    <footer className={classes.bar}>
      <NearLimit kind={definition.kind} />
      {send.error ? (
        <div className={classes.failure}>
          <Failure error={send.error} context="uploading" inset />
        </div>
      ) : null}
      <p className={classes.why} data-blocked={blocked !== undefined && check?.state === 'done' ? true : undefined}>
        {blocked ?? (plan ? sendMeaning(plan, definition, check?.report) : '')}
      </p>
      <Button size="md" disabled={send.isPending} onClick={onCancel}>
        {cancelWord}
      </Button>
      {rows > TRIAL_ROWS ? (
        <ReasonedButton size="md" disabledBecause={blocked} onClick={() => setAsked({ scope: 'first-50' })}>
          {sendWords.trial}
        </ReasonedButton>
      ) : null}
      {plan && mayImportAtOnce(plan, waiting) && blocked === undefined ? (
        <Button size="md" disabled={send.isPending} onClick={() => ask({ ...ALL, importsAtOnce: true })}>
          {sendWords.sendAndImport(definition, rows)}
        </Button>
      ) : null}
      <ReasonedButton
        size="md"
        variant="filled"
        leftSection={<IconSend size={14} stroke={1.75} aria-hidden />}
        disabledBecause={blocked}
        loading={send.isPending}
        onClick={() => ask(ALL)}
      >
        {blocked === undefined ? sendWords.send(rows) : sendWords.sendNothing}
      </ReasonedButton>
      {plan && check ? (
        <ConfirmSend
          order={asked}
          check={check}
          plan={plan}
          definition={definition}
          connection={connection}
          busy={send.isPending}
          onConfirm={start}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </footer>
  )
}

const ALL: SendOrder = { scope: 'all-good-rows' }

/** Both keys at once: only for rows that would lie in the definition alone. */
function mayImportAtOnce({ way, startsSyncAtOnce }: UploadPlan, { rows }: WaitingChoice): boolean {
  return way === 'straight' && !startsSyncAtOnce && rows.length === 0
}

function agreedTo({ onTopOf }: WaitingChoice) {
  return onTopOf.length > 0 ? { onTopOf } : {}
}
