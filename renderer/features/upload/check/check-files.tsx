import { useCallback, useState } from 'react'
import type { Mapping, SourceFile } from '../../../../shared/csv.ts'
import { goBack, replaceRoute } from '../../../navigation.ts'
import { useEscape } from '../../../use-escape.ts'
import { CheckPage } from './check-page.tsx'
import type { Draft } from './draft.ts'
import { FileQueue } from './file-queue.tsx'

export interface CheckFilesProps {
  readonly files: readonly SourceFile[]
  readonly targetUri?: string
  readonly mapping?: Mapping
  /** fileId -> uploadId of those that were sent already. */
  readonly sent?: Readonly<Record<string, string>>
}

/** The files of one drop, checked and sent one after the other. */
export function CheckFiles({ files, targetUri, mapping, sent = {} }: CheckFilesProps) {
  const [chosenId, setChosenId] = useState<string>()
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const waiting = files.filter((file) => sent[file.fileId] === undefined)
  const shown = waiting.find((file) => file.fileId === chosenId) ?? waiting[0]
  useEscape(useCallback(() => leaveUnlessTyping(), []))
  if (!shown) return null
  const { fileId } = shown
  return (
    <CheckPage
      key={fileId}
      file={shown}
      queue={
        files.length > 1 ? <FileQueue files={files} shownId={fileId} sent={sent} onShow={setChosenId} /> : undefined
      }
      draft={drafts[fileId] ?? { targetUri, mapping, choice: {} }}
      onDraft={(draft) => setDrafts((before) => ({ ...before, [fileId]: draft }))}
      onSent={(uploadId) =>
        afterSending({ files, targetUri, mapping, sent: { ...sent, [fileId]: uploadId } }, uploadId)
      }
      onCancel={goBack}
    />
  )
}

/** The last file leads to what becomes of it; before that the next file is due. */
function afterSending(state: CheckFilesProps, uploadId: string): void {
  const left = state.files.some((file) => state.sent?.[file.fileId] === undefined)
  if (left) replaceRoute({ screen: 'upload', ...state })
  else replaceRoute({ screen: 'upload', uploadId })
}

/** Esc in a field is meant for the field: leaving would throw away what was chosen. */
function leaveUnlessTyping(): void {
  const { activeElement } = document
  if (activeElement instanceof HTMLInputElement && activeElement.type !== 'radio') activeElement.blur()
  else goBack()
}
