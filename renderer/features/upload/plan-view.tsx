import { Radio } from '@mantine/core'
import type { PlannedRequest, UploadPlan, UploadWay } from '../../../shared/upload.ts'
import { CodeBlock } from '../../components/code-block.tsx'
import { formatBytes, formatCounted } from '../../components/numbers.ts'
import classes from './upload.module.css'

interface PlanViewProps {
  readonly plans: readonly UploadPlan[]
  readonly plan: UploadPlan
  readonly onWay: (way: UploadWay) => void
}

const WAYS: Readonly<Record<UploadWay, string>> = {
  straight: 'Straight to the definition',
  'private-copy': 'Through a private copy',
}

/** The requests exactly as they will go out, and the way they take. */
export function PlanView({ plans, plan, onWay }: PlanViewProps) {
  return (
    <>
      <Radio.Group label="Way" value={plan.way} onChange={(way) => onWay(way as UploadWay)} className={classes.ways}>
        {plans.map((option, index) => (
          <Radio
            key={option.way}
            value={option.way}
            label={`${WAYS[option.way]}${index === 0 ? ' (proposed)' : ''}`}
            description={option.wayReason}
          />
        ))}
      </Radio.Group>
      {plan.startsSyncAtOnce ? (
        <p className={classes.atOnce} role="note">
          This definition syncs on import: the first part that arrives changes data in Eloqua at once.
        </p>
      ) : null}
      <ol className={classes.requests} aria-label="Requests in order">
        {plan.before.map((request) => (
          <RequestLine
            key={`before ${request.method} ${request.path}`}
            request={request}
            note="makes the private copy"
          />
        ))}
        {partLines(plan.parts).map(({ request, count, bytes, rows }) => (
          <RequestLine
            key="parts"
            request={request}
            note={`${count > 1 ? `${count} times, ` : ''}${formatBytes(bytes)}, ${formatCounted(rows, 'row')}`}
          />
        ))}
        {plan.after.map((request) => (
          <RequestLine
            key={`after ${request.method} ${request.path}`}
            request={request}
            note={afterNote(plan, request)}
          />
        ))}
      </ol>
      <CodeBlock label="Body of the first part" text={plan.firstBody} maxHeight={180} />
    </>
  )
}

function RequestLine({ request, note }: { readonly request: PlannedRequest; readonly note: string }) {
  return (
    <li>
      <code>
        {request.method} {request.path}
      </code>
      <span className={classes.dim}>
        {request.contentType ? `${request.contentType} · ` : ''}
        {note}
      </span>
    </li>
  )
}

/** Parts go to one path: one line says how many there are and how much they hold together. */
function partLines(parts: readonly PlannedRequest[]) {
  const [first] = parts
  if (!first) return []
  const bytes = parts.reduce((sum, part) => sum + (part.bytes ?? 0), 0)
  const rows = parts.reduce((sum, part) => sum + (part.rows ?? 0), 0)
  return [{ request: first, count: parts.length, bytes, rows }]
}

function afterNote(plan: UploadPlan, request: PlannedRequest): string {
  if (request.method === 'DELETE') return 'deletes the private copy'
  return plan.way === 'straight' ? 'only when you start the sync' : 'once everything has arrived'
}
