import { Radio } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import type { UploadPlan, UploadWay } from '../../../../shared/uploads/upload.ts'
import { CodeBlock } from '../../../ui/code-block.tsx'
import classes from './plan-view.module.css'
import { WAYS } from './plan-words.ts'
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
      <Radio.Group aria-label="Way" value={plan.way} onChange={(way) => onWay(way as UploadWay)}>
        <div className={classes.ways}>
          {plans.map((option, index) => (
            <Radio
              key={option.way}
              className={classes.way}
              value={option.way}
              label={`${WAYS[option.way]}${index === 0 && plans.length > 1 ? ' (proposed)' : ''}`}
              description={option.wayReason}
            />
          ))}
        </div>
      </Radio.Group>
      {plan.startsSyncAtOnce ? (
        <p className={classes.atOnce} role="note">
          <IconBolt size={16} stroke={1.5} aria-hidden />
          <span>
            <strong>This definition syncs on import.</strong> The first part that arrives changes data in Eloqua at
            once; there is no step in between.
          </span>
        </p>
      ) : null}
      <RequestList plan={plan} />
      <details className={classes.body}>
        <summary>See the body of the first part</summary>
        <CodeBlock label="Body of the first part" text={plan.firstBody} maxHeight={240} />
      </details>
    </div>
  )
}
