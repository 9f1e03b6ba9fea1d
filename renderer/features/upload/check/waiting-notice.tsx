import { Button, Checkbox } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { UploadPlan, UploadState, UploadWay } from '../../../../shared/uploads/upload.ts'
import { stagedBefore } from '../../../../shared/words/upload-plan.ts'
import { DiscardWaiting } from '../discard-waiting.tsx'
import { WaitingList } from '../waiting-list.tsx'
import type { WaitingChoice } from './use-waiting-choice.ts'
import classes from './waiting-notice.module.css'

interface WaitingNoticeProps {
  readonly choice: WaitingChoice
  readonly definition: Definition
  readonly plan: UploadPlan
  readonly plans: readonly UploadPlan[]
  readonly onWay: (way: UploadWay) => void
}

/** Uploads that lie still: what waits of them can be discarded. */
const LIES_STILL: ReadonlySet<UploadState> = new Set(['staged', 'done', 'stopped'])

/** Rows of earlier uploads wait at the definition: whose they are, what it means for this file, what can be done. */
export function WaitingNotice({ choice, definition, plan, plans, onWay }: WaitingNoticeProps) {
  const { rows, isAgreed, agree } = choice
  if (rows.length === 0) return null
  const isStraight = plan.way === 'straight'
  const discardable = rows.find(({ state }) => LIES_STILL.has(state))
  return (
    <section className={classes.notice} data-held={choice.held ? true : undefined} aria-label={stagedBefore.label}>
      <IconStack2 size={16} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong>{stagedBefore.title(definition.name)}</strong>
        <WaitingList rows={rows} />
        <p>{stagedBefore.meaning(plan)}</p>
        {isStraight ? (
          <>
            <Checkbox
              label={stagedBefore.agree}
              checked={isAgreed}
              onChange={(event) => agree(event.currentTarget.checked)}
            />
            <div className={classes.actions}>
              {plans.some(({ way }) => way === 'private-copy') ? (
                <Button size="xs" onClick={() => onWay('private-copy')}>
                  {stagedBefore.useCopy}
                </Button>
              ) : null}
              {discardable ? (
                <DiscardWaiting uploadId={discardable.uploadId} definition={definition} rows={rows} size="xs" />
              ) : null}
            </div>
          </>
        ) : null}
      </div>
    </section>
  )
}
