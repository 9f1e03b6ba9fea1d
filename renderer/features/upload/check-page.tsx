import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SourceFile } from '../../../shared/csv.ts'
import { Failure } from '../../components/failure.tsx'
import { formatBytes } from '../../components/numbers.ts'
import { Page } from '../../components/page.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { definitionQuery } from '../../definition-queries.ts'
import { FileFacts, fileWords } from './file-facts.tsx'
import { PickTarget } from './pick-target.tsx'
import { firstLookQuery, type ReadingChoice } from './queries.ts'
import { SamplePreview } from './sample-preview.tsx'
import { Section } from './section.tsx'
import { TargetSummary } from './target-summary.tsx'
import { TargetedCheck } from './targeted-check.tsx'

interface CheckPageProps {
  readonly file: SourceFile
  readonly switcher?: ReactNode
  readonly targetUri?: string
}

/** Between a dropped file and Eloqua. Everything here only reads; one button sends. */
export function CheckPage({ file, switcher, targetUri }: CheckPageProps) {
  const [choice, setChoice] = useState<ReadingChoice>({})
  const [uri, setUri] = useState(targetUri)
  const look = useQuery(firstLookQuery(file.fileId, choice))
  const target = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  const context = look.data ? fileWords(look.data) : `${file.name} · ${formatBytes(file.size)}`
  const blocked = look.data?.problems.some((problem) => problem.severity === 'blocks') ?? false
  return (
    <Page title="Check before sending" context={context} actions={switcher}>
      {look.isPending ? <SkeletonRows rows={8} label="Reading the file" /> : null}
      {look.error ? <Failure error={look.error} context="uploading" onRetry={() => void look.refetch()} /> : null}
      {look.data ? (
        <>
          <Section number={1} title="Target">
            {target.data && uri ? (
              <TargetSummary definition={target.data} onChange={() => setUri(undefined)} />
            ) : (
              <PickTarget headers={look.data.headers} onPick={setUri} pending={uri !== undefined && target.isPending} />
            )}
            {target.error ? <Failure error={target.error} onRetry={() => setUri(undefined)} /> : null}
          </Section>
          <FileFacts look={look.data} choice={choice} onChoose={setChoice} />
          {target.data && uri && !blocked ? (
            <TargetedCheck key={`${uri} ${JSON.stringify(choice)}`} look={look.data} definition={target.data} />
          ) : (
            <SamplePreview look={look.data} />
          )}
        </>
      ) : null}
    </Page>
  )
}
