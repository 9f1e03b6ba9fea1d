import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { FirstLook, MappingProposal, SourceFile } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { definitionQuery } from '../../../entities/definition/definition-queries.ts'
import { type Draft, type DraftChange, isUntouched, type StartedCheck } from '../check/draft.ts'
import { changeDraft, keepCheck, type OpenedFiles, putRows } from '../check/unfinished-checks.ts'
import { useCheck } from '../check/use-check.ts'
import { useLook } from '../check/use-look.ts'
import { proposalQuery, sheetsQuery, useWaitingRows } from '../queries.ts'
import { proposedRecipesQuery, useApplying } from '../recipe/use-recipe.ts'
import { useMaking } from '../source/use-making.ts'
import { type FileStatus, judgeFile } from './file-status.ts'

interface WatchProps {
  readonly entry: OpenedFiles
  readonly file: SourceFile
  /** The files before it are settled: they are read one after the other, as fast as all at once would be. */
  readonly isTurn: boolean
  readonly onStatus: (fileId: string, status: FileStatus) => void
}

/** Does for one of several files what its own check page does, without a page, and tells where it stands. */
export function WatchFile(props: WatchProps) {
  const [hasBegun, setBegun] = useState(props.isTurn)
  if (props.isTurn && !hasBegun) setBegun(true)
  if (!hasBegun) return <Tell {...props} status={READING} />
  return props.file.format ? <WatchSource {...props} /> : <WatchRows {...props} />
}

const READING: FileStatus = { kind: 'reading' }

/** Rows of a JSON file, or of a workbook with one sheet, are made unasked. */
function WatchSource(props: WatchProps) {
  const { entry, file } = props
  const { fileId, format } = file
  const sheets = useQuery({ ...sheetsQuery(fileId), enabled: format === 'workbook' })
  const { start, error } = useMaking(fileId, (made) => putRows(entry.id, file, made))
  const only = sheets.data?.length === 1 ? sheets.data[0] : undefined
  const name = format === 'json' ? file.name : only?.name
  const sheet = only?.index
  useEffect(() => {
    if (name !== undefined) start({ name, ...(sheet === undefined ? {} : { sheet }) })
  }, [start, name, sheet])
  const failure = sheets.error ?? error
  if (failure) return <Tell {...props} status={{ kind: 'blocked', why: failure.message }} />
  const hasChoice = sheets.data !== undefined && !only
  return <Tell {...props} status={hasChoice ? { kind: 'choose-sheet' } : READING} />
}

function WatchRows(props: WatchProps) {
  const { entry, file } = props
  const { fileId } = file
  const draft = entry.drafts[fileId] ?? { choice: {} }
  const { targetUri, choice } = draft
  const onDraft = useCallback((changed: DraftChange) => changeDraft(entry.id, fileId, changed), [entry.id, fileId])
  const applying = useApplying(file, draft, onDraft)
  const { look, isRereading } = useLook(file, draft, onDraft)
  const target = useQuery({ ...definitionQuery(targetUri ?? ''), enabled: targetUri !== undefined })
  const mayUseRecipe = targetUri === undefined && isUntouched(draft)
  const { data: recipes } = useQuery({ ...proposedRecipesQuery(fileId, choice), enabled: mayUseRecipe })
  const error = look.error ?? applying.error ?? target.error
  const blocking = look.data?.problems.find(({ severity }) => severity === 'blocks')
  if (error) return <Tell {...props} status={{ kind: 'blocked', why: error.message }} />
  if (!look.data || isRereading || applying.isApplying) return <Tell {...props} status={READING} />
  if (blocking) return <Tell {...props} status={{ kind: 'blocked', why: `${blocking.title}.` }} />
  if (targetUri === undefined) {
    const [recipe] = mayUseRecipe ? (recipes ?? []) : []
    const offered = recipe ? { recipe: { recipeId: recipe.recipeId, name: recipe.name } } : {}
    return <Tell {...props} status={{ kind: 'no-target', ...offered }} />
  }
  if (!target.data) return <Tell {...props} status={READING} />
  return (
    <WatchTargeted
      key={`${targetUri} ${JSON.stringify(choice)}`}
      {...props}
      {...{ draft, look: look.data, definition: target.data }}
    />
  )
}

interface TargetedProps extends WatchProps {
  readonly draft: Draft
  readonly look: FirstLook
  readonly definition: Definition
}

function WatchTargeted(props: TargetedProps) {
  const proposal = useQuery(proposalQuery(props.definition.uri, props.look.headers))
  if (proposal.error) return <Tell {...props} status={{ kind: 'blocked', why: proposal.error.message }} />
  if (!proposal.data) return <Tell {...props} status={READING} />
  return <WatchMapped {...props} proposal={proposal.data} />
}

function WatchMapped(props: TargetedProps & { readonly proposal: MappingProposal }) {
  const { entry, file, draft, look, definition, proposal } = props
  const mapping = draft.mapping ?? proposal.mapping
  const wanted = { fileId: look.file.fileId, targetUri: definition.uri, reading: look.reading, mapping }
  const onCheck = useCallback((check: StartedCheck) => keepCheck(entry.id, file.fileId, check), [entry.id, file.fileId])
  const { check, error } = useCheck(wanted, { kept: draft.check, onCheck }, 'silent')
  const { data: staged } = useWaitingRows(definition.uri)
  if (error) return <Tell {...props} status={{ kind: 'blocked', why: error.message }} />
  const plans = check?.plans ?? []
  const plan = plans.find(({ way }) => way === draft.way) ?? plans[0]
  const isStagedThere = staged && staged.length > 0
  const status = judgeFile({ check, plan, definition, headers: look.headers, mapping, proposal, draft, isStagedThere })
  return <Tell {...props} status={status} />
}

interface TellProps extends Pick<WatchProps, 'file' | 'onStatus'> {
  readonly status: FileStatus
}

function Tell({ file: { fileId }, status, onStatus }: TellProps) {
  const text = JSON.stringify(status)
  useEffect(() => onStatus(fileId, JSON.parse(text) as FileStatus), [fileId, text, onStatus])
  return null
}
