import { Radio } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import type { UploadPlan, UploadWay } from '../../../../shared/uploads/upload.ts'
import { planWords, wayWords } from '../../../../shared/words/upload-plan.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import classes from './plan-view.module.css'
import { RequestList } from './request-list.tsx'

interface PlanViewProps {
  /** The proposed one first. */
  readonly plans: readonly UploadPlan[]
  readonly plan: UploadPlan
  /** Of the check before: another one is under way. */
  readonly isOld: boolean
  readonly onWay: (way: UploadWay) => void
}

/** The requests exactly as they will go out, and the way they take. */
export function PlanView({ plans, plan, isOld, onWay }: PlanViewProps) {
  return (
    <div className={classes.plan} data-old={isOld || undefined}>
      <Radio.Group aria-label={planWords.method} value={plan.way} onChange={(way) => onWay(way as UploadWay)}>
        <div className={classes.ways}>
          {plans.map((option, index) => (
            <Radio
              key={option.way}
              className={classes.way}
              value={option.way}
              label={wayWords(option.way, index === 0 && plans.length > 1)}
              description={option.wayReason}
            />
          ))}
        </div>
      </Radio.Group>
      {plan.startsSyncAtOnce ? (
        <p className={classes.atOnce} role="note">
          <IconBolt size={16} stroke={1.5} aria-hidden />
          <span>
            <strong>{planWords.atOnceTitle}</strong> {planWords.atOnce}
          </span>
        </p>
      ) : null}
      <RequestList plan={plan} />
      <details className={classes.body}>
        <summary>{planWords.showBody}</summary>
        <CodeBlock label={planWords.body} text={plan.firstBody} maxHeight={240} />
      </details>
    </div>
  )
}
