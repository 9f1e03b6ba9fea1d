import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { SaveFormat } from '../../../shared/contract/run.ts'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { FORMAT_ENDINGS, fillFileName } from '../../../shared/jobs/job-file.ts'
import { jobFormWords } from '../../../shared/words/jobs.ts'
import { saveWords } from '../../../shared/words/result-view.ts'
import { api } from '../../api.ts'
import { useActiveConnection } from '../connection/connections.ts'
import { Failure } from '../failure/failure.tsx'
import { faultsOf, type JobDraft, type JobSubject, scheduleOf, useJobDraft } from './job-draft.ts'
import classes from './job-form.module.css'
import { ScheduleFields } from './schedule-fields.tsx'

interface JobFormProps {
  readonly subject: JobSubject
  readonly onSaved: (job: SavedJob) => void
  readonly onClose: () => void
}

const FORMATS = Object.entries(saveWords.formats).map(([value, { title }]) => ({ value, label: title }))

/** Asks when an export runs again, and where its rows go. */
export function JobForm(props: JobFormProps) {
  const title = props.subject.kind === 'new' ? jobFormWords.newTitle : jobFormWords.editTitle
  return (
    <Modal opened onClose={props.onClose} title={title} size={600}>
      <Fields {...props} />
    </Modal>
  )
}

function Fields({ subject, onSaved, onClose }: JobFormProps) {
  const client = useQueryClient()
  const { draft, change, chose } = useJobDraft(subject)
  const [isTold, tell] = useState(false)
  const choose = useMutation({
    mutationFn: () => api.chooseJobFolder(),
    onSuccess: (folder) => folder && chose(folder),
  })
  const save = useMutation({
    mutationFn: () => saveJob(subject, draft),
    meta: { shownInPlace: true },
    onSuccess: async (job) => {
      await client.invalidateQueries({ queryKey: ['jobs'] })
      onSaved(job)
    },
  })
  const found = faultsOf(draft)
  const faults = isTold ? found : {}
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    tell(true)
    if (Object.keys(found).length === 0) save.mutate()
  }
  const isPractice = useActiveConnection()?.environment === 'practice'
  return (
    <form className={classes.form} onSubmit={onSubmit} noValidate>
      <TextInput
        label={jobFormWords.name}
        data-autofocus
        maxLength={200}
        value={draft.name}
        error={faults.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <ScheduleFields draft={draft} onChange={change} fault={faults.at} />
      <div className={classes.folder}>
        <TextInput
          label={jobFormWords.folder}
          value={draft.folder}
          title={draft.folder}
          readOnly
          error={faults.folder}
        />
        <Button className={classes.choose} loading={choose.isPending} onClick={() => choose.mutate()}>
          {jobFormWords.choose}
        </Button>
      </div>
      <FileFields draft={draft} onChange={change} fault={faults.fileName} />
      <p className={classes.note}>{jobFormWords.allRows}</p>
      {isPractice ? <p className={classes.note}>{jobFormWords.practice}</p> : null}
      {save.error ? <Failure error={save.error} context="saving" inset /> : null}
      <div className={classes.buttons}>
        <Button onClick={onClose}>{jobFormWords.cancel}</Button>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {jobFormWords.save}
        </Button>
      </div>
    </form>
  )
}

interface FileFieldsProps {
  readonly draft: JobDraft
  readonly onChange: (change: Partial<JobDraft>) => void
  readonly fault: string | undefined
}

function FileFields({ draft, onChange, fault }: FileFieldsProps) {
  const [now] = useState(() => new Date())
  const example = `${fillFileName(draft.fileName.trim(), now)}.${FORMAT_ENDINGS[draft.format]}`
  return (
    <>
      <Select
        label={jobFormWords.format}
        data={FORMATS}
        value={draft.format}
        allowDeselect={false}
        onChange={(format) => format && onChange({ format: format as SaveFormat })}
      />
      <TextInput
        label={jobFormWords.fileName}
        description={`${jobFormWords.fileHint(example)}. ${jobFormWords.never}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={200}
        value={draft.fileName}
        error={fault}
        onChange={(event) => onChange({ fileName: event.currentTarget.value })}
      />
    </>
  )
}

function saveJob(subject: JobSubject, draft: JobDraft): Promise<SavedJob> {
  const { name, fileName, format, folderId } = draft
  const settings = { name: name.trim(), fileName: fileName.trim(), format, schedule: scheduleOf(draft) }
  if (subject.kind === 'new') return api.addJob({ definitionUri: subject.uri, ...settings, folderId: folderId ?? '' })
  return api.changeJob({ jobId: subject.job.jobId, ...settings, ...(folderId ? { folderId } : {}) })
}
