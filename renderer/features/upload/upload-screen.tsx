import { Button, Group } from '@mantine/core'
import { IconFileSpreadsheet, IconFolderOpen } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Mapping, SourceFile } from '../../../shared/csv/csv.ts'
import { recentWords } from '../../../shared/words/sources.ts'
import { dropScreen } from '../../../shared/words/upload-check.ts'
import { api } from '../../api.ts'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { CheckFiles } from './check/check-files.tsx'
import { UnfinishedList } from './check/unfinished-list.tsx'
import { UploadPage } from './outcome/upload-page.tsx'
import { Recent } from './recent/recent.tsx'
import { PasteTable } from './source/paste-table.tsx'
import { usePasting } from './source/use-pasting.ts'

interface UploadScreenProps {
  readonly files?: readonly SourceFile[]
  readonly targetUri?: string
  readonly mapping?: Mapping
  readonly uploadId?: string
}

/** Files on their way to Eloqua: choose, check, send, and what became of them. */
export function UploadScreen({ files = [], uploadId, ...of }: UploadScreenProps) {
  if (uploadId) return <UploadPage key={uploadId} uploadId={uploadId} />
  if (files.length === 0) return <ChooseFile targetUri={of.targetUri} />
  return <CheckFiles files={files} {...of} />
}

function ChooseFile({ targetUri }: { readonly targetUri?: string }) {
  const browse = useMutation({
    mutationFn: () => api.browseForSources(),
    onSuccess: (files) => {
      if (files.length > 0) go({ screen: 'upload', files, ...(targetUri ? { targetUri } : {}) })
    },
  })
  const pasting = usePasting(targetUri)
  const { data: destination } = useQuery({ ...definitionQuery(targetUri ?? ''), enabled: targetUri !== undefined })
  useCommand('primary', () => browse.mutate())
  return (
    <Page title={dropScreen.title} context={dropScreen.context}>
      <EmptyState
        icon={IconFileSpreadsheet}
        title={destination ? recentWords.chosen(destination.name) : dropScreen.drop}
        action={
          <Group gap="sm" justify="center">
            <Button
              size="md"
              variant="filled"
              leftSection={<IconFolderOpen size={16} stroke={1.5} aria-hidden />}
              loading={browse.isPending}
              onClick={() => browse.mutate()}
            >
              {dropScreen.browse}
            </Button>
            <PasteTable pasting={pasting} />
          </Group>
        }
      >
        {dropScreen.hint}
      </EmptyState>
      <Recent targetUri={targetUri} />
      <UnfinishedList />
    </Page>
  )
}
