import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type ReactNode, useState } from 'react'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { jobFormWords } from '../../../shared/words/jobs.ts'
import { go } from '../../window/navigation.ts'
import { JobForm } from './job-form.tsx'

/** Makes a saved job of an export: `open` shows the form, `form` is what has to be rendered. */
export function useRunAgain(definition: { readonly uri: string; readonly name?: string } | undefined): {
  readonly open: () => void
  readonly form: ReactNode
} {
  const [isOpen, setOpen] = useState(false)
  const onSaved = ({ name }: SavedJob) => {
    setOpen(false)
    notifications.show({ message: <Saved name={name} /> })
  }
  const form =
    isOpen && definition ? (
      <JobForm
        subject={{ kind: 'new', uri: definition.uri, name: definition.name ?? definition.uri }}
        onSaved={onSaved}
        onClose={() => setOpen(false)}
      />
    ) : null
  return { open: () => setOpen(true), form }
}

function Saved({ name }: { readonly name: string }) {
  return (
    <>
      {jobFormWords.saved(name)}{' '}
      <Button size="compact-xs" variant="subtle" onClick={() => go({ screen: 'jobs' })}>
        {jobFormWords.seeJobs}
      </Button>
    </>
  )
}
