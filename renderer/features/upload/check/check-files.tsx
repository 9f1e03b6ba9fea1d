import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import { sendWords } from '../../../../shared/words/upload-plan.ts'
import { useActiveConnection } from '../../../entities/connection/connections.ts'
import { go, goBack, replaceRoute } from '../../../window/navigation.ts'
import { useEscape } from '../../../window/use-escape.ts'
import { GroupPage } from '../outcome/group-page.tsx'
import { UploadPage } from '../outcome/upload-page.tsx'
import { recentTargetsQuery, sheetsQuery } from '../queries.ts'
import { SourcePage } from '../source/source-page.tsx'
import { FilesPage } from '../together/files-page.tsx'
import { CheckPage } from './check-page.tsx'
import type { DraftChange, StartedCheck } from './draft.ts'
import { FileQueue } from './file-queue.tsx'
import {
  changeDraft,
  isSeveral,
  keepCheck,
  keepOpen,
  leaveOut,
  noteSent,
  type OpenedFiles,
  type OpeningFiles,
  openedId,
  putRows,
  showAll,
  takeBackSource,
  useOpenedFiles,
  waitingFiles,
} from './unfinished-checks.ts'

type CheckFilesProps = Omit<OpeningFiles, 'connectionId'>

/** The files of one drop, checked and sent one after the other. What is chosen outlives a look at another screen. */
export function CheckFiles(props: CheckFilesProps) {
  const connectionId = useActiveConnection()?.id
  if (connectionId === undefined) return null
  const opening = { ...props, connectionId }
  return <Opened key={openedId(opening)} {...opening} />
}

function Opened(opening: OpeningFiles) {
  const entry = useOpenedFiles(opening)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the files are what tells one drop from another.
  useEffect(() => keepOpen(opening), [entry.id])
  const waiting = waitingFiles(entry)
  const chosen = waiting.find((file) => file.fileId === entry.shownId)
  const shown = chosen ?? (isSeveral(entry) ? undefined : waiting[0])
  const uploads = Object.values(entry.sent)
  const lastUpload = uploads.at(-1)
  if (shown) return <ShownFile key={shown.fileId} entry={entry} fileId={shown.fileId} />
  if (waiting.length > 0) return <FilesPage entry={entry} />
  if (uploads.length > 1) return <GroupPage groupId={entry.groupId} />
  // Gone back to a check of files that went out since: never offered again as if they had not.
  return lastUpload ? <UploadPage uploadId={lastUpload} /> : null
}

interface ShownFileProps {
  readonly entry: OpenedFiles
  readonly fileId: string
}

function ShownFile({ entry, fileId }: ShownFileProps) {
  const { id, files, drafts } = entry
  const file = files.find((candidate) => candidate.fileId === fileId)
  const isLast = waitingFiles(entry).length <= 1
  const client = useQueryClient()
  const isOne = !isSeveral(entry)
  useEscape(useCallback(() => leaveUnlessTyping(() => (isOne ? goBack() : showAll(id))), [id, isOne]))
  const hasSheets = useHasSheets(entry.sources[fileId])
  const onDraft = useCallback((changed: DraftChange) => changeDraft(id, fileId, changed), [id, fileId])
  const onCheck = useCallback((check: StartedCheck) => keepCheck(id, fileId, check), [id, fileId])
  if (!file) return null
  const queue = isSeveral(entry) ? <FileQueue entry={entry} shownId={fileId} /> : null
  const another = (
    <Button onClick={() => afterCancel(entry, fileId, () => go({ screen: 'upload' }))}>
      {isLast ? sendWords.chooseAnother : sendWords.skipFile}
    </Button>
  )
  const onCancel = () => afterCancel(entry, fileId, goBack)
  if (file.format) {
    return (
      <SourcePage
        {...{ file, queue, another, onCancel }}
        onMade={(made, recipeId) => putRows(id, file, made, recipeId)}
      />
    )
  }
  return (
    <CheckPage
      file={file}
      queue={queue}
      draft={drafts[fileId] ?? { choice: {} }}
      onDraft={onDraft}
      onCheck={onCheck}
      onSent={(uploadId) => {
        void client.invalidateQueries({ queryKey: recentTargetsQuery().queryKey })
        afterSending(entry, fileId, uploadId)
      }}
      groupId={files.length > 1 ? entry.groupId : undefined}
      cancelWord={isLast ? sendWords.cancel : sendWords.skipFile}
      onCancel={onCancel}
      another={another}
      {...(hasSheets ? { onOtherSheet: () => takeBackSource(id, fileId) } : {})}
    />
  )
}

/** True where the workbook that the rows are of has other sheets, as was seen when it was opened. */
function useHasSheets(source: SourceFile | undefined): boolean {
  const { data = [] } = useQuery({ ...sheetsQuery(source?.fileId ?? ''), enabled: false })
  return source?.format === 'workbook' && data.length > 1
}

/** The last file leads to what becomes of it, or of all; before that the list of all says which are left. */
function afterSending({ id, groupId, sent, ...entry }: OpenedFiles, fileId: string, uploadId: string): void {
  const isLast = waitingFiles({ sent, ...entry }).length <= 1
  noteSent(id, fileId, uploadId)
  showAll(id)
  if (isLast) replaceRoute({ screen: 'upload', ...(Object.keys(sent).length > 0 ? { groupId } : { uploadId }) })
}

/** The other files of the drop are still to be sent; after the last one there is nothing to stay for. */
function afterCancel(entry: OpenedFiles, fileId: string, leave: () => void): void {
  const { id, groupId, sent } = entry
  leaveOut(id, [fileId])
  showAll(id)
  if (waitingFiles(entry).length > 1) return
  if (Object.keys(sent).length > 0) go({ screen: 'upload', groupId })
  else leave()
}

/** Esc in a field is meant for the field. */
function leaveUnlessTyping(leave: () => void): void {
  const { activeElement } = document
  if (isField(activeElement)) activeElement.blur()
  else leave()
}

function isField(element: Element | null): element is HTMLElement {
  if (element instanceof HTMLInputElement) return element.type !== 'radio'
  return element instanceof HTMLElement && element.getAttribute('role') === 'combobox'
}
