import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SavedJob } from '../../../shared/jobs/job.ts'
import { jobWords } from '../../../shared/words/jobs.ts'
import { api } from '../../api.ts'
import type { RowMenuItem } from '../../ui/row-menu.tsx'

/** What can be done with a saved job, as items of a menu. */
export function useJobActions(onEdit: (job: SavedJob) => void): (job: SavedJob) => readonly RowMenuItem[] {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  const remove = ({ jobId, name }: SavedJob) =>
    act.mutate(() =>
      api.removeJob({ jobId }).then(() => sayRemoved(name, () => act.mutate(() => api.restoreJob({ jobId })))),
    )

  return (job) => {
    const { jobId, paused, current } = job
    const isRunning = current !== undefined && !current.waits
    return [
      isRunning
        ? {
            label: jobWords.cancelRun,
            icon: IconPlayerStop,
            onChoose: () => act.mutate(() => api.cancelJobRun({ jobId })),
          }
        : { label: jobWords.runNow, icon: IconPlayerPlay, onChoose: () => act.mutate(() => api.runJob({ jobId })) },
      {
        label: paused ? jobWords.resume : jobWords.pause,
        icon: paused ? IconPlayerPlay : IconPlayerPause,
        onChoose: () => act.mutate(() => api.pauseJob({ jobId, paused: !paused })),
      },
      { label: jobWords.edit, icon: IconPencil, onChoose: () => onEdit(job) },
      { label: jobWords.remove, icon: IconTrash, onChoose: () => remove(job), isDanger: true, startsGroup: true },
    ]
  }
}

function sayRemoved(name: string, onUndo: () => void): void {
  const id = notifications.show({
    message: (
      <>
        {jobWords.removed(name)}{' '}
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            notifications.hide(id)
            onUndo()
          }}
        >
          {jobWords.undo}
        </Button>
      </>
    ),
  })
}
