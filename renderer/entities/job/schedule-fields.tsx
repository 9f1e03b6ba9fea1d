import { NumberInput, Select, TextInput } from '@mantine/core'
import type { JobSchedule } from '../../../shared/jobs/job.ts'
import { jobFormWords } from '../../../shared/words/jobs.ts'
import type { JobDraft } from './job-draft.ts'
import classes from './job-form.module.css'

interface ScheduleFieldsProps {
  readonly draft: JobDraft
  readonly onChange: (change: Partial<JobDraft>) => void
  /** What is wrong with the time. */
  readonly fault: string | undefined
}

const KINDS = Object.entries(jobFormWords.kinds).map(([value, label]) => ({ value, label }))
const WEEKDAYS = jobFormWords.weekdays.map((label, day) => ({ value: String(day), label }))
/** Monday first, as most calendars at work have it. */
const WORK_WEEK = [...WEEKDAYS.slice(1), ...WEEKDAYS.slice(0, 1)]

/** How often a job runs, and when. */
export function ScheduleFields({ draft, onChange, fault }: ScheduleFieldsProps) {
  return (
    <div className={classes.line}>
      <Select
        label={jobFormWords.repeat}
        data={KINDS}
        value={draft.every}
        allowDeselect={false}
        onChange={(every) => every && onChange({ every: every as JobSchedule['every'] })}
      />
      {draft.every === 'hours' ? (
        <NumberInput
          label={jobFormWords.hours}
          min={1}
          max={168}
          clampBehavior="strict"
          allowDecimal={false}
          value={draft.hours}
          onChange={(hours) => onChange({ hours: Math.max(1, Number(hours) || 1) })}
        />
      ) : null}
      {draft.every === 'week' ? (
        <Select
          label={jobFormWords.weekday}
          data={WORK_WEEK}
          value={String(draft.weekday)}
          allowDeselect={false}
          onChange={(day) => day && onChange({ weekday: Number(day) })}
        />
      ) : null}
      {draft.every === 'month' ? (
        <NumberInput
          label={jobFormWords.monthDay}
          description={draft.monthDay > 28 ? jobFormWords.shortMonths : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={1}
          max={31}
          clampBehavior="strict"
          allowDecimal={false}
          value={draft.monthDay}
          onChange={(day) => onChange({ monthDay: Math.max(1, Number(day) || 1) })}
        />
      ) : null}
      {draft.every === 'hours' ? null : (
        <TextInput
          type="time"
          label={jobFormWords.at}
          value={draft.at}
          error={fault}
          onChange={(event) => onChange({ at: event.currentTarget.value })}
        />
      )}
    </div>
  )
}
