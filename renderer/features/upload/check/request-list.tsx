import type { PlannedRequest, UploadPlan } from '../../../../shared/uploads/upload.ts'
import { planWords } from '../../../../shared/words/upload-plan.ts'
import classes from './plan-view.module.css'

/** Every request in order. Parts go to one path: one line says how many there are and how large. */
export function RequestList({ plan }: { readonly plan: UploadPlan }) {
  const [first] = plan.parts
  return (
    <ol className={classes.requests} data-many={plan.parts.length > 1 || undefined} aria-label={planWords.requests}>
      {plan.before.map((request) => (
        <Line key={`before-${request.method} ${request.path}`} request={request} note={planWords.createsCopy} />
      ))}
      {first ? <Line request={first} times={plan.parts.length} note={planWords.rows(plan.rows, plan.parts)} /> : null}
      {plan.after.map((request) => (
        <Line key={`after-${request.method} ${request.path}`} request={request} note={afterNote(plan, request)} />
      ))}
    </ol>
  )
}

interface LineProps {
  readonly request: PlannedRequest
  readonly note: string
  readonly times?: number
}

function Line({ request, note, times = 1 }: LineProps) {
  return (
    <li>
      <span className={classes.times}>{times > 1 ? `${times} ×` : ''}</span>
      <code className={classes.method}>{request.method}</code>
      <code className={classes.path}>{request.path}</code>
      <span className={classes.note}>
        {request.contentType ? `${request.contentType} · ` : ''}
        {note}
      </span>
    </li>
  )
}

function afterNote(plan: UploadPlan, request: PlannedRequest): string {
  if (request.method === 'DELETE') return planWords.deletesCopy
  return plan.way === 'straight' ? planWords.whenYouStart : planWords.whenAllArrived
}
