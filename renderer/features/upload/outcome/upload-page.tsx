import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { groupWords } from '../../../../shared/words/upload-group.ts'
import { uploadPage } from '../../../../shared/words/upload-page.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { UploadBadge } from '../../../entities/status-badge.tsx'
import { BackButton } from '../../../ui/back-button.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import { go, goBack } from '../../../window/navigation.ts'
import { useEscape } from '../../../window/use-escape.ts'
import { uploadQuery, useUploadEvents } from '../queries.ts'
import { UploadActions } from './upload-actions.tsx'
import { UploadBody } from './upload-body.tsx'

/** One upload while it runs and afterwards: its receipt. */
export function UploadPage({ uploadId }: { readonly uploadId: string }) {
  useUploadEvents(uploadId)
  useEscape(goBack)
  const upload = useQuery(uploadQuery(uploadId))
  if (upload.data) return <Known upload={upload.data} />
  return (
    <Page title={uploadPage.title} before={<BackButton onClick={goBack} />}>
      {upload.error ? (
        <Failure error={upload.error} onRetry={() => void upload.refetch()} inset />
      ) : (
        <SkeletonRows rows={12} label={uploadPage.loading} />
      )}
    </Page>
  )
}

function Known({ upload }: { readonly upload: Upload }) {
  const { file, definition, createdAt, connectionLabel, user, groupId } = upload
  return (
    <Page
      title={uploadPage.heading(file.name, definition.name)}
      before={<BackButton onClick={goBack} />}
      beside={<UploadBadge upload={upload} />}
      context={
        <>
          {connectionLabel} · {user} · {uploadPage.sent} <TimeText value={createdAt} />
          {upload.scope === 'first-50' ? ` · ${uploadPage.trial}` : ''}
        </>
      }
      actions={
        <>
          {groupId ? <Button onClick={() => go({ screen: 'upload', groupId })}>{groupWords.showAll}</Button> : null}
          <UploadActions upload={upload} />
        </>
      }
    >
      <UploadBody upload={upload} />
    </Page>
  )
}
