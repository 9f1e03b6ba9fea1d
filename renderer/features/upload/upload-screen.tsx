import { Button, SegmentedControl } from '@mantine/core'
import { IconFileTypeCsv, IconFolderOpen } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SourceFile } from '../../../shared/csv.ts'
import { api } from '../../api.ts'
import { useCommand } from '../../commands.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { go } from '../../navigation.ts'
import { CheckPage } from './check-page.tsx'
import { UploadPage } from './upload-page.tsx'

interface UploadScreenProps {
  readonly files?: readonly SourceFile[]
  readonly targetUri?: string
  readonly uploadId?: string
}

/** Files on their way to Eloqua: choose, check, send, and what became of them. */
export function UploadScreen({ files = [], targetUri, uploadId }: UploadScreenProps) {
  if (uploadId) return <UploadPage key={uploadId} uploadId={uploadId} />
  if (files.length === 0) return <ChooseFile targetUri={targetUri} />
  return <CheckFiles key={files.map((file) => file.fileId).join()} files={files} targetUri={targetUri} />
}

function ChooseFile({ targetUri }: { readonly targetUri?: string }) {
  const browse = useMutation({
    mutationFn: () => api.browseForCsv(),
    onSuccess: (files) => {
      if (files.length > 0) go({ screen: 'upload', files, ...(targetUri ? { targetUri } : {}) })
    },
  })
  useCommand('primary', () => browse.mutate())
  return (
    <Page title="Upload" context="CSV files for import and sync action definitions">
      <EmptyState
        icon={IconFileTypeCsv}
        title="Drop CSV files anywhere in this window"
        action={
          <Button
            size="md"
            variant="filled"
            leftSection={<IconFolderOpen size={16} stroke={1.5} />}
            loading={browse.isPending}
            onClick={() => browse.mutate()}
          >
            Browse for CSV files
          </Button>
        }
      >
        Nothing is sent by dropping. You first see what is in the file, what is wrong with it, and exactly what will be
        sent.
      </EmptyState>
    </Page>
  )
}

function CheckFiles({ files, targetUri }: { readonly files: readonly SourceFile[]; readonly targetUri?: string }) {
  const [shownId, setShownId] = useState(files[0]?.fileId)
  const shown = files.find((file) => file.fileId === shownId)
  const switcher =
    files.length > 1 ? (
      <SegmentedControl
        aria-label="Files"
        value={shownId ?? ''}
        onChange={setShownId}
        data={files.map((file) => ({ value: file.fileId, label: file.name }))}
      />
    ) : undefined
  return shown ? <CheckPage key={shown.fileId} file={shown} switcher={switcher} targetUri={targetUri} /> : null
}
