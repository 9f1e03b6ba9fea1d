import { Button } from '@mantine/core'
import { IconPlayerPlay, IconPointer, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import { definitionListWords, definitionsWords } from '../../../shared/words/definitions.ts'
import { DefinitionList, type KindChoice } from '../../entities/definition/definition-list.tsx'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { go, replaceRoute } from '../../window/navigation.ts'
import { DefinitionDetail } from './definition-detail.tsx'

/** What exports, imports and sync actions there are, and what each would do. */
export function DefinitionsScreen({ uri }: { readonly uri?: string }) {
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<KindChoice>('all')
  const query = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  return (
    <Page
      title={definitionListWords.title}
      context={definitionsWords.context}
      fill
      actions={query.data ? <Actions definition={query.data} /> : undefined}
    >
      <SplitPane
        label={definitionsWords.pane}
        list={
          <DefinitionList
            search={search}
            onSearch={setSearch}
            kind={kind}
            onKind={setKind}
            selectedUri={uri}
            onPick={(definition) => replaceRoute({ screen: 'definitions', uri: definition.uri })}
            placeholder={definitionListWords.searchHint}
          />
        }
      >
        {uri === undefined ? (
          <EmptyState icon={IconPointer} title={definitionsWords.choose}>
            {definitionsWords.chooseHint}
          </EmptyState>
        ) : query.error ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
        ) : query.data ? (
          <DefinitionDetail definition={query.data} />
        ) : (
          <SkeletonRows rows={8} label={definitionsWords.loadingOne} />
        )}
      </SplitPane>
    </Page>
  )
}

function Actions({ definition }: { readonly definition: Definition }) {
  const { uri, kind } = definition
  return (
    <>
      <Button leftSection={<IconPlayerPlay size={16} stroke={1.5} />} onClick={() => go({ screen: 'new-sync', uri })}>
        {definitionsWords.newSync}
      </Button>
      {kind === 'export' ? null : (
        <Button
          size="md"
          variant="filled"
          leftSection={<IconUpload size={16} stroke={1.5} />}
          onClick={() => go({ screen: 'upload', targetUri: uri })}
        >
          {definitionsWords.upload}
        </Button>
      )}
    </>
  )
}
