import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import type { FirstLook, Problem, Reading, SourceFile } from '../../../../shared/csv/csv.ts'
import type { Recipe } from '../../../../shared/uploads/recipe.ts'
import { fixList } from '../../../../shared/words/fixes.ts'
import { encodingChoice } from '../../../../shared/words/reading.ts'
import { sourceScreen } from '../../../../shared/words/sources.ts'
import { checkScreen } from '../../../../shared/words/upload-check.ts'
import { definitionQuery } from '../../../entities/definition/definition-queries.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { announce } from '../../../ui/announcer.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { RecipeNotice } from '../recipe/recipe-notice.tsx'
import { proposedRecipesQuery, useApplying } from '../recipe/use-recipe.ts'
import { Section } from '../section.tsx'
import { AutoReading } from './auto-reading.tsx'
import { type Draft, type DraftChange, isUntouched, type StartedCheck } from './draft.ts'
import { FileContext } from './file-context.tsx'
import { PickTarget } from './pick-target.tsx'
import { ProblemList } from './problem-list.tsx'
import { partOf, type ReadingFocus } from './reading-focus.ts'
import { SamplePreview } from './sample-preview.tsx'
import { TargetSummary } from './target-summary.tsx'
import { TargetedCheck } from './targeted-check.tsx'
import { useLook } from './use-look.ts'

interface CheckPageProps {
  readonly file: SourceFile
  /** The other files of the same drop. */
  readonly queue?: ReactNode
  readonly draft: Draft
  readonly onDraft: (changed: DraftChange) => void
  readonly onCheck: (check: StartedCheck) => void
  readonly onSent: (uploadId: string) => void
  /** Where it is one of several files: what ties their uploads. */
  readonly groupId?: string | undefined
  readonly cancelWord: string
  readonly onCancel: () => void
  /** For a file that cannot be sent: the way to another one. */
  readonly another: ReactNode
  /** For a sheet of a workbook: back to its sheets. */
  readonly onOtherSheet?: () => void
}

/** Between a dropped file and Eloqua. Everything here only reads; one button sends. */
export function CheckPage(props: CheckPageProps) {
  const { file, queue, draft } = props
  const { look, reading, isRereading } = useLook(file, draft, props.onDraft)
  const seen = isRereading ? undefined : look.data
  const [counted, setCounted] = useState<number>()
  const focus: ReadingFocus = useRef(undefined)
  return (
    <Page
      title={checkScreen.title}
      context={<FileContext file={draft.fixed?.file ?? file} look={seen} counted={counted} />}
      actions={props.onOtherSheet ? <Button onClick={props.onOtherSheet}>{sourceScreen.change}</Button> : null}
    >
      {queue}
      {look.isPending || isRereading ? <SkeletonRows rows={12} label={checkScreen.reading} /> : null}
      {look.error ? (
        <Failure
          error={look.error}
          context="reading"
          onRetry={() => void look.refetch()}
          actions={props.another}
          inset
        />
      ) : null}
      {seen ? (
        <LookedAt {...props} {...{ focus }} look={seen} reading={reading ?? seen.reading} onCounted={setCounted} />
      ) : null}
    </Page>
  )
}

interface LookedAtProps extends CheckPageProps {
  readonly look: FirstLook
  /** How the user's file is read; `look` may be of a copy with fixes. */
  readonly reading: Reading
  readonly focus: ReadingFocus
  readonly onCounted: (rows: number | undefined) => void
}

/** Columns are named by their place: read another way, these would mean others. */
const WITHOUT_COLUMNS = { mapping: undefined, given: undefined, fixed: undefined, recipe: undefined } as const

function LookedAt(props: LookedAtProps) {
  const { file, look, draft, onDraft, onCounted, focus } = props
  const applying = useApplying(file, draft, onDraft)
  const { data: recipes = [] } = useQuery({
    ...proposedRecipesQuery(file.fileId, draft.choice),
    enabled: isUntouched(draft),
  })
  const offered = isUntouched(draft) ? recipes.filter((one) => isMeantFor(one, draft)) : []
  const isFixed = draft.fixed !== undefined
  const reread = useCallback(
    (choice: Draft['choice']) => {
      onCounted(undefined)
      if (isFixed) announce(fixList.dropped)
      onDraft({ choice, auto: 'off', ...WITHOUT_COLUMNS })
    },
    [isFixed, onCounted, onDraft],
  )
  const onReread = (proposal: NonNullable<Problem['proposal']>) => {
    focus.current = partOf(proposal)
    reread({ ...draft.choice, ...proposal })
  }
  const preview = <SamplePreview {...{ look, focus }} choice={draft.choice} onChoose={reread} />
  const notice = <RecipeNotice {...{ file, draft, onDraft, applying, offered }} />
  const blocking = look.problems.filter(({ severity }) => severity === 'blocks')
  if (blocking.length > 0) {
    const isQuestion = blocking.every(({ encodings }) => encodings)
    return (
      <>
        {notice}
        <Section title={isQuestion ? encodingChoice.title : checkScreen.cannotSend} aside={props.another}>
          <ProblemList problems={look.problems} onReread={onReread} />
        </Section>
        {preview}
      </>
    )
  }
  return (
    <>
      {notice}
      {draft.recipe ? null : <AutoReading fileId={file.fileId} draft={draft} onUndo={() => reread({})} />}
      <ReadableFile {...props} preview={preview} onReread={onReread} isOffered={offered.length > 0} />
    </>
  )
}

function isMeantFor(recipe: Recipe, { targetUri }: Draft): boolean {
  return targetUri === undefined || recipe.targetUri === targetUri
}

interface ReadableFileProps extends LookedAtProps {
  readonly preview: ReactNode
  /** A recipe is offered already, which says more than where such files were sent. */
  readonly isOffered: boolean
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
}

function ReadableFile(props: ReadableFileProps) {
  const { look, draft, onDraft, preview, onReread } = props
  const uri = draft.targetUri
  const target = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  const definition = uri === undefined ? undefined : target.data
  const choose = (targetUri: string | undefined) =>
    onDraft({ targetUri, mapping: undefined, given: undefined, recipe: undefined, way: undefined })
  return (
    <>
      <Section number={1} title={checkScreen.destination}>
        {target.error ? <Failure error={target.error} onRetry={() => void target.refetch()} inset /> : null}
        {definition ? (
          <TargetSummary definition={definition} onChange={() => choose(undefined)} />
        ) : (
          <PickTarget
            look={look}
            isOffered={props.isOffered}
            onPick={choose}
            pending={uri !== undefined && target.isPending}
          />
        )}
      </Section>
      {definition ? (
        <TargetedCheck
          key={`${uri} ${JSON.stringify(draft.choice)}`}
          original={{ file: props.file, reading: props.reading }}
          look={look}
          definition={definition}
          draft={draft}
          onDraft={onDraft}
          onCheck={props.onCheck}
          onCounted={props.onCounted}
          onReread={onReread}
          onSent={props.onSent}
          groupId={props.groupId}
          cancelWord={props.cancelWord}
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
