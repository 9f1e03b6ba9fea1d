import { useQuery } from '@tanstack/react-query'
import { definitionListWords, definitionsWords } from '../../../shared/words/definitions.ts'
import { definitionQuery } from '../../entities/definition/definition-queries.ts'
import { NewDefinitionMenu } from '../../entities/definition/new-definition-menu.tsx'
import { Failure } from '../../entities/failure/failure.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { replaceRoute } from '../../window/navigation.ts'
import { BrowseList } from './browse/browse-list.tsx'
import { DefinitionActions } from './definition-actions.tsx'
import { DefinitionDetail } from './definition-detail.tsx'

/** What exports, imports and sync actions there are, and what each would do. */
export function DefinitionsScreen({ uri }: { readonly uri?: string }) {
  const query = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  const pick = (next: string) => replaceRoute({ screen: 'definitions', uri: next })
  return (
    <Page
      title={definitionListWords.title}
      context={definitionsWords.context}
      fill
      actions={<NewDefinitionMenu primary />}
    >
      <SplitPane label={definitionsWords.pane} list={<BrowseList selectedUri={uri} onPick={pick} />}>
        {uri === undefined ? undefined : query.error ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
        ) : query.data ? (
          <>
            <DefinitionActions definition={query.data} />
            <DefinitionDetail key={uri} definition={query.data} />
          </>
        ) : (
          <SkeletonRows rows={8} label={definitionsWords.loadingOne} />
        )}
      </SplitPane>
    </Page>
  )
}
