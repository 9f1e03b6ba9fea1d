import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FirstLook, Problem, SourceFile } from '../../../../shared/csv.ts'
import { Failure } from '../../../components/failure.tsx'
import { formatBytes } from '../../../components/numbers.ts'
import { Page } from '../../../components/page.tsx'
import { SkeletonRows } from '../../../components/skeleton-rows.tsx'
import { definitionQuery } from '../../../definition-queries.ts'
import { go } from '../../../navigation.ts'
import { firstLookQuery } from '../queries.ts'
import { Section } from '../section.tsx'
import type { Draft } from './draft.ts'
import { PickTarget } from './pick-target.tsx'
import { ProblemList } from './problem-list.tsx'
import { fileWords } from './reading-words.ts'
import { SamplePreview } from './sample-preview.tsx'
import { TargetSummary } from './target-summary.tsx'
import { TargetedCheck } from './targeted-check.tsx'

interface CheckPageProps {
  readonly file: SourceFile
  /** The other files of the same drop. */
  readonly queue?: ReactNode
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly onSent: (uploadId: string) => void
  readonly onCancel: () => void
}

/** Between a dropped file and Eloqua. Everything here only reads; one button sends. */
export function CheckPage(props: CheckPageProps) {
  const { file, queue, draft } = props
  const look = useQuery(firstLookQuery(file.fileId, draft.choice))
  const context = look.data ? fileWords(look.data) : `${file.name} · ${formatBytes(file.size)}`
  return (
    <Page title="Check before sending" context={<span title={context}>{context}</span>}>
      {queue}
      {look.isPending ? <SkeletonRows rows={12} label="Reading the file" /> : null}
      {look.error ? (
        <Failure
          error={look.error}
          context="reading"
          onRetry={() => void look.refetch()}
          actions={<ChooseAnother />}
          inset
        />
      ) : null}
      {look.data ? <LookedAt {...props} look={look.data} /> : null}
    </Page>
  )
}

function LookedAt(props: CheckPageProps & { readonly look: FirstLook }) {
  const { look, draft, onDraft } = props
  // Columns are named by their place: read another way, a mapping would mean others.
  const reread = (choice: Draft['choice']) => onDraft({ ...draft, choice, mapping: undefined })
  const onReread = (proposal: NonNullable<Problem['proposal']>) => reread({ ...draft.choice, ...proposal })
  const preview = <SamplePreview look={look} choice={draft.choice} onChoose={reread} />
  if (look.problems.some(({ severity }) => severity === 'blocks')) {
    return (
      <>
        <Section title="This file cannot be sent as it is" aside={<ChooseAnother />}>
          <ProblemList problems={look.problems} onReread={onReread} />
        </Section>
        {preview}
      </>
    )
  }
  return <ReadableFile {...props} preview={preview} onReread={onReread} />
}

interface ReadableFileProps extends CheckPageProps {
  readonly look: FirstLook
  readonly preview: ReactNode
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
}

function ReadableFile(props: ReadableFileProps) {
  const { look, draft, onDraft, preview, onReread } = props
  const uri = draft.targetUri
  const target = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  const definition = uri === undefined ? undefined : target.data
  const choose = (targetUri: string | undefined) => onDraft({ ...draft, targetUri, mapping: undefined, way: undefined })
  return (
    <>
      <Section number={1} title="Target">
        {target.error ? <Failure error={target.error} onRetry={() => void target.refetch()} inset /> : null}
        {definition ? (
          <TargetSummary definition={definition} onChange={() => choose(undefined)} />
        ) : (
          <PickTarget headers={look.headers} onPick={choose} pending={uri !== undefined && target.isPending} />
        )}
      </Section>
      {definition ? (
        <TargetedCheck
          key={`${uri} ${JSON.stringify(draft.choice)}`}
          look={look}
          definition={definition}
          draft={draft}
          onDraft={onDraft}
          onReread={onReread}
          onSent={props.onSent}
          onCancel={props.onCancel}
          preview={preview}
        />
      ) : (
        <>
          {preview}
          <ProblemList problems={look.problems} onReread={onReread} />
        </>
      )}
    </>
  )
}

function ChooseAnother() {
  return <Button onClick={() => go({ screen: 'upload' })}>Choose another file</Button>
}
