import { Button } from '@mantine/core'
import { IconArrowLeft, IconReceipt } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { Failure } from '../../components/failure.tsx'
import { Page } from '../../components/page.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { UploadStateBadge } from '../../components/status-badge.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { ToolButton } from '../../components/tool-button.tsx'
import { go } from '../../navigation.ts'
import { uploadQuery, useUploadEvents } from './queries.ts'
import { UploadBody } from './upload-body.tsx'

/** One upload while it runs and afterwards: its receipt. */
export function UploadPage({ uploadId }: { readonly uploadId: string }) {
  useUploadEvents(uploadId)
  const upload = useQuery(uploadQuery(uploadId))
  const receipt = useMutation({ mutationFn: () => api.saveReceipt({ uploadId }) })
  if (upload.error) return <Failure error={upload.error} onRetry={() => void upload.refetch()} />
  if (!upload.data) return <SkeletonRows rows={8} label="Reading the upload" />
  const { file, definition, state, createdAt, connectionLabel, user } = upload.data
  return (
    <Page
      title={`${file.name} → ${definition.name}`}
      before={<ToolButton icon={IconArrowLeft} label="All uploads" onClick={() => go({ screen: 'history' })} />}
      beside={<UploadStateBadge state={state} />}
      context={
        <>
          {connectionLabel} · {user} · sent <TimeText value={createdAt} />
        </>
      }
      actions={
        <Button
          leftSection={<IconReceipt size={14} stroke={1.5} />}
          loading={receipt.isPending}
          onClick={() => receipt.mutate()}
        >
          Save receipt
        </Button>
      }
    >
      <UploadBody upload={upload.data} />
    </Page>
  )
}
