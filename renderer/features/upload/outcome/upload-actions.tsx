import { Button } from '@mantine/core'
import { IconReceipt, IconSend } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { transferActionWords } from '../../../../shared/words/transfers.ts'
import { uploadPage } from '../../../../shared/words/upload-page.ts'
import { api } from '../../../api.ts'
import { transfersQuery } from '../../../entities/transfer/transfer-queries.ts'
import { announce } from '../../../ui/announcer.tsx'
import { go } from '../../../window/navigation.ts'

/** Beside the title of an upload: what failed is taken up again, what failed or was canceled is sent again, and the receipt. */
export function UploadActions({ upload }: { readonly upload: Upload }) {
  const { uploadId, state } = upload
  const receipt = useMutation({
    mutationFn: () => api.saveReceipt({ uploadId }),
    onSuccess: ({ saved }) => saved && announce(uploadPage.receiptSaved),
    meta: { context: 'saving' },
  })
  return (
    <>
      {state === 'stopped' ? <AfterTheStop upload={upload} /> : null}
      <Button
        leftSection={<IconReceipt size={14} stroke={1.5} aria-hidden />}
        loading={receipt.isPending}
        onClick={() => receipt.mutate()}
      >
        {receipt.data?.saved ? uploadPage.receiptSaved : uploadPage.saveReceipt}
      </Button>
    </>
  )
}

/** Only what this run of the app saw fail can go on where it stopped; everything else starts from the file. */
function AfterTheStop({ upload: { uploadId, definition } }: { readonly upload: Upload }) {
  const { data: transfers = [] } = useQuery(transfersQuery())
  const failed = transfers.find((one) => one.uploadId === uploadId && one.state === 'failed')
  const retry = useMutation({
    mutationFn: (transferId: string) => api.retryTransfer({ transferId }),
    meta: { context: 'uploading' },
  })
  const open = useMutation({
    mutationFn: () => api.openFileAgain({ uploadId }),
    onSuccess: (file) => go({ screen: 'upload', files: [file], targetUri: definition.uri }),
    meta: { context: 'uploading' },
  })
  return (
    <>
      {failed ? (
        <Button variant="filled" loading={retry.isPending} onClick={() => retry.mutate(failed.transferId)}>
          {transferActionWords.tryAgain}
        </Button>
      ) : null}
      <Button
        variant={failed ? 'default' : 'filled'}
        leftSection={<IconSend size={14} stroke={1.75} aria-hidden />}
        title={uploadPage.sendAgainHint}
        loading={open.isPending}
        onClick={() => open.mutate()}
      >
        {uploadPage.sendAgain}
      </Button>
    </>
  )
}
