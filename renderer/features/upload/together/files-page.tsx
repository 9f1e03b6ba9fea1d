import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { filesScreen } from '../../../../shared/words/upload-files.ts'
import { announce } from '../../../ui/announcer.tsx'
import { Page } from '../../../ui/page.tsx'
import { goBack } from '../../../window/navigation.ts'
import { useEscape } from '../../../window/use-escape.ts'
import { PickTarget } from '../check/pick-target.tsx'
import { changeDraft, type OpenedFiles, waitingFiles } from '../check/unfinished-checks.ts'
import { firstLookQuery } from '../queries.ts'
import { Section } from '../section.tsx'
import { type FileStatus, isSettled } from './file-status.ts'
import { FilesTable } from './files-table.tsx'
import { SendFiles } from './send-files.tsx'
import { WatchFile } from './watch-file.tsx'

type Statuses = Readonly<Record<string, FileStatus>>

/** Several files as one job: what each is, where it goes and what is found in it, and one order for those that are sure. */
export function FilesPage({ entry }: { readonly entry: OpenedFiles }) {
  const [statuses, setStatuses] = useState<Statuses>({})
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const onStatus = useCallback((fileId: string, status: FileStatus) => {
    setStatuses((known) => ({ ...known, [fileId]: status }))
  }, [])
  useEscape(goBack)
  const files = waitingFiles(entry)
  const lines = files.map((file) => ({ file, draft: entry.drafts[file.fileId], status: statuses[file.fileId] }))
  const due = lines.findIndex(({ status }) => !isSettled(status))
  useSaidAloud(lines)
  return (
    <Page
      title={filesScreen.title(files.length)}
      context={filesScreen.context(files.reduce((sum, { size }) => sum + size, 0))}
    >
      {files.map((file, at) => (
        <WatchFile key={file.fileId} {...{ entry, file, onStatus }} isTurn={due < 0 || at <= due} />
      ))}
      <FilesTable entryId={entry.id} lines={lines.map((line) => ({ ...line, refusal: refusals[line.file.fileId] }))} />
      <ChooseTarget entry={entry} statuses={statuses} />
      <SendFiles entry={entry} lines={lines} onRefused={setRefusals} />
    </Page>
  )
}

interface ChooseTargetProps {
  readonly entry: OpenedFiles
  readonly statuses: Statuses
}

/** One destination for all files that have none, also for those that are still being read. */
function ChooseTarget({ entry, statuses }: ChooseTargetProps) {
  const without = waitingFiles(entry).filter(({ fileId }) => {
    const status = statuses[fileId]
    const mayLack = !isSettled(status) || status?.kind === 'no-target'
    return mayLack && entry.drafts[fileId]?.targetUri === undefined
  })
  const first = without.find(({ fileId }) => statuses[fileId]?.kind === 'no-target')
  const choice = (first && entry.drafts[first.fileId]?.choice) ?? {}
  const look = useQuery({ ...firstLookQuery(first?.fileId ?? '', choice), enabled: first !== undefined })
  if (!look.data) return null
  const choose = (targetUri: string) => {
    for (const { fileId } of without) changeDraft(entry.id, fileId, { targetUri })
  }
  return (
    <Section title={filesScreen.chooseFor(without.length)}>
      <PickTarget look={look.data} isOffered={false} onPick={choose} pending={false} files={without.length} />
    </Section>
  )
}

/** Said once, when the last file is checked. */
function useSaidAloud(lines: readonly { readonly status: FileStatus | undefined }[]): void {
  const isDone = lines.every(({ status }) => isSettled(status))
  const sure = lines.filter(({ status }) => status?.kind === 'checked').length
  useEffect(() => {
    if (isDone) announce(filesScreen.checked(sure, lines.length))
  }, [isDone, sure, lines.length])
}
