import { Button } from '@mantine/core'
import { IconReceipt } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Upload } from '../../../../shared/upload.ts'
import { api } from '../../../api.ts'
import { announce } from '../../../components/announcer.tsx'
import { BackButton } from '../../../components/back-button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { Page } from '../../../components/page.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { UploadBadge } from '../../../components/status-badge.tsx'
import { TimeText } from '../../../components/time-text.tsx'
import { goBack } from '../../../navigation.ts'
import { useEscape } from '../../../use-escape.ts'
import { uploadQuery, useUploadEvents } from '../queries.ts'
import { UploadBody } from './upload-body.tsx'

/** One upload while it runs and afterwards: its receipt. */
export function UploadPage({ uploadId }: { readonly uploadId: string }) {
  useUploadEvents(uploadId)
  useEscape(goBack)
  const upload = useQuery(uploadQuery(uploadId))
  if (upload.data) return <Known upload={upload.data} />
  return (
    <Page title="Upload" before={<BackButton />}>
      {upload.error ? (
        <Failure error={upload.error} onRetry={() => void upload.refetch()} inset />
      ) : (
        <SkeletonRows rows={12} label="Loading the upload" />
      )}
    </Page>
  )
}

function Known({ upload }: { readonly upload: Upload }) {
  const { uploadId, file, definition, createdAt, connectionLabel, user } = upload
  const receipt = useMutation({
    mutationFn: () => api.saveReceipt({ uploadId }),
    onSuccess: ({ saved }) => saved && announce('The receipt was saved'),
    meta: { context: 'saving' },
  })
  const actions: ReactNode = (
    <Button
      leftSection={<IconReceipt size={14} stroke={1.5} aria-hidden />}
      loading={receipt.isPending}
      onClick={() => receipt.mutate()}
    >
      {receipt.data?.saved ? 'Receipt saved' : 'Save receipt'}
    </Button>
  )
  return (
    <Page
      title={`${file.name} → ${definition.name}`}
      before={<BackButton />}
      beside={<UploadBadge upload={upload} />}
      context={
        <>
          {connectionLabel} · {user} · sent <TimeText value={createdAt} />
          {upload.scope === 'first-50' ? ' · a trial of the first 50 rows' : ''}
        </>
      }
      actions={actions}
    >
      <UploadBody upload={upload} />
    </Page>
  )
}
