import { Button, Popover, Stack, TextInput, Tooltip } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Run } from '../../../../shared/contract/run.ts'
import { keepWords } from '../../../../shared/words/result-rows.ts'
import { api } from '../../../api.ts'
import { runStorageQuery, useTakeRun } from '../../../entities/run/run-queries.ts'
import { announce } from '../../../ui/announcer.tsx'
import { go } from '../../../window/navigation.ts'
import { BarButton } from './bar-button.tsx'
import classes from './run-toolbar.module.css'

/** Keeps the rows on this computer under a name; of kept rows it says so, and renames them. */
export function KeepButton({ run }: { readonly run: Run }) {
  const [isOpen, setOpen] = useState(false)
  const { data: storage } = useQuery(runStorageQuery())
  const choice = storage?.connections[run.connection.id] ?? storage?.choice
  const isKept = run.kept !== undefined
  if (choice === 'nothing' && !isKept) {
    return (
      <Tooltip label={keepWords.isOff}>
        <BarButton
          icon={IconBookmark}
          label={keepWords.keep}
          aria-disabled
          data-disabled
          aria-description={keepWords.isOff}
        />
      </Tooltip>
    )
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <BarButton
          icon={isKept ? IconBookmarkFilled : IconBookmark}
          label={isKept ? keepWords.kept : keepWords.keep}
          onClick={() => setOpen(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={keepWords.keepTitle}>
        <KeepForm run={run} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function KeepForm({ run, onDone }: { readonly run: Run; readonly onDone: () => void }) {
  const [name, setName] = useState(run.kept?.name ?? nameFor(run))
  const takeRun = useTakeRun()
  const keep = useMutation({
    mutationFn: () => api.keepRun({ runId: run.runId, name: name.trim() }),
    onSuccess: (kept) => {
      takeRun(kept)
      announce(keepWords.wasKept(kept.kept?.name ?? name))
      onDone()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim()) keep.mutate()
  }

  return (
    <form onSubmit={submit} className={classes.keepForm}>
      <Stack gap="sm">
        <h2>{keepWords.keepTitle}</h2>
        <p className={classes.means}>{keepWords.means}</p>
        <TextInput
          label={keepWords.name}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" loading={keep.isPending}>
          {run.kept ? keepWords.rename : keepWords.confirm}
        </Button>
        {run.kept ? (
          <Button variant="subtle" onClick={() => go({ screen: 'results', place: 'kept' })}>
            {keepWords.manage}
          </Button>
        ) : null}
      </Stack>
    </form>
  )
}

/** `Belgian contacts 2026-11-28`: of what, and from when. */
function nameFor({ definition, syncId, syncEndedAt, fetchedAt }: Run): string {
  return `${definition?.name ?? `Sync ${syncId}`} ${(syncEndedAt ?? fetchedAt).slice(0, 10)}`
}
