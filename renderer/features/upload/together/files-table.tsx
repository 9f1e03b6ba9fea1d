import { Button, Checkbox, CloseButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconListSearch,
  IconLoader2,
  IconTarget,
  type TablerIcon,
} from '@tabler/icons-react'
import { useIsMutating, useQuery } from '@tanstack/react-query'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import { formatBytes } from '../../../../shared/words/numbers.ts'
import { recipeOffer } from '../../../../shared/words/recipes.ts'
import { fileFindings, fileStates, filesScreen } from '../../../../shared/words/upload-files.ts'
import { definitionQuery } from '../../../entities/definition/definition-queries.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { NumberText } from '../../../ui/number-text.tsx'
import { StateBadge, type Tone } from '../../../ui/state-badge.tsx'
import type { Draft } from '../check/draft.ts'
import { changeDraft, leaveOut, showFile } from '../check/unfinished-checks.ts'
import type { FileStatus } from './file-status.ts'
import classes from './files.module.css'

export interface FileLine {
  readonly file: SourceFile
  readonly draft: Draft | undefined
  /** Undefined before it was looked at. */
  readonly status: FileStatus | undefined
  /** Why Bulkdesk did not send it when it was ordered. */
  readonly refusal?: string | undefined
}

/** While an order of these files is being given, they are no longer the user's to change. */
export function sendingKey(entryId: string) {
  return ['send-files', entryId] as const
}

/** Sent with the next order: what the user chose, else whether the file is sure. */
export function isPicked({ draft, status }: FileLine): boolean {
  return status?.kind === 'checked' && (draft?.isPicked ?? status.asks.length === 0)
}

interface FilesTableProps {
  readonly entryId: string
  readonly lines: readonly FileLine[]
}

/** One line a file. A click opens its own check page. */
export function FilesTable({ entryId, lines }: FilesTableProps) {
  const isSending = useIsMutating({ mutationKey: sendingKey(entryId) }) > 0
  return (
    <div className={classes.list} inert={isSending}>
      <DataTable
        label={filesScreen.label}
        columns={columnsOf(entryId)}
        rows={lines}
        rowKey={({ file }) => file.fileId}
        onOpen={({ file }) => showFile(entryId, file.fileId)}
      />
    </div>
  )
}

function columnsOf(entryId: string): readonly Column<FileLine>[] {
  return [
    {
      key: 'pick',
      title: filesScreen.pick,
      untitled: true,
      width: 36,
      render: (line) => <Pick entryId={entryId} line={line} />,
    },
    ...FACTS,
    { key: 'findings', title: filesScreen.findings, render: (line) => <Findings entryId={entryId} line={line} /> },
    {
      key: 'act',
      title: filesScreen.actions,
      untitled: true,
      width: 110,
      align: 'end',
      render: ({ file }) => <Acts entryId={entryId} file={file} />,
    },
  ]
}

const FACTS: readonly Column<FileLine>[] = [
  { key: 'file', title: filesScreen.file, width: 190, render: ({ file }) => <Name file={file} /> },
  {
    key: 'target',
    title: filesScreen.destination,
    width: 170,
    render: ({ draft }) => <Target uri={draft?.targetUri} />,
  },
  {
    key: 'rows',
    title: filesScreen.rows,
    width: 76,
    align: 'end',
    render: ({ status }) => <NumberText value={rowsOf(status)} />,
  },
  {
    key: 'held',
    title: filesScreen.notSent,
    width: 96,
    align: 'end',
    render: ({ status }) => <NumberText value={heldBackOf(status)} />,
  },
]

interface LineProps {
  readonly entryId: string
  readonly line: FileLine
}

function Pick({ entryId, line }: LineProps) {
  const { file, status } = line
  return (
    <Checkbox
      size="xs"
      aria-label={filesScreen.pickOne(file.name)}
      checked={isPicked(line)}
      disabled={status?.kind !== 'checked'}
      onChange={({ currentTarget }) => changeDraft(entryId, file.fileId, { isPicked: currentTarget.checked })}
    />
  )
}

function rowsOf(status: FileStatus | undefined): number | undefined {
  if (status?.kind === 'blocked' || status?.kind === 'alone') return status.rows
  return status?.kind === 'checked' ? status.facts.rows + status.facts.heldBack : undefined
}

function heldBackOf(status: FileStatus | undefined): number | undefined {
  if (status?.kind === 'alone') return status.heldBack
  return status?.kind === 'checked' ? status.facts.heldBack : undefined
}

function Name({ file: { name, size } }: Pick<FileLine, 'file'>) {
  return <span title={`${name} · ${formatBytes(size)}`}>{name}</span>
}

function Target({ uri }: { readonly uri: string | undefined }) {
  const { data } = useQuery({ ...definitionQuery(uri ?? ''), enabled: uri !== undefined })
  return <span title={uri}>{uri === undefined ? '' : (data?.name ?? uri)}</span>
}

const LOOKS: Readonly<Record<keyof typeof fileStates, { readonly tone: Tone; readonly icon: TablerIcon }>> = {
  reading: { tone: 'grey', icon: IconLoader2 },
  'choose-sheet': { tone: 'amber', icon: IconListSearch },
  'no-target': { tone: 'amber', icon: IconTarget },
  blocked: { tone: 'red', icon: IconBan },
  asks: { tone: 'amber', icon: IconAlertTriangle },
  sure: { tone: 'green', icon: IconCircleCheck },
}

function Findings({ entryId, line: { file, status, refusal } }: LineProps) {
  const word = refusal ? 'blocked' : wordOf(status)
  const reasons = refusal ? [refusal] : reasonsOf(status)
  const notes = status?.kind === 'checked' ? status.notes : []
  const [first = '', ...more] = reasons.length > 0 ? reasons : notes
  const recipe = status?.kind === 'no-target' ? status.recipe : undefined
  return (
    <span className={classes.findings} title={[...reasons, ...notes].join('\n')}>
      <StateBadge {...LOOKS[word]} word={fileStates[word]} plain />
      {recipe ? (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => changeDraft(entryId, file.fileId, { asked: recipe.recipeId })}
        >
          {recipeOffer.use(recipe.name)}
        </Button>
      ) : (
        <span className={classes.reasons}>{more.length > 0 ? fileFindings.several(first, more.length) : first}</span>
      )}
    </span>
  )
}

function wordOf(status: FileStatus | undefined): keyof typeof fileStates {
  if (status?.kind === 'alone') return 'asks'
  if (status?.kind !== 'checked') return status?.kind ?? 'reading'
  return status.asks.length > 0 ? 'asks' : 'sure'
}

function reasonsOf(status: FileStatus | undefined): readonly string[] {
  if (status?.kind === 'blocked' || status?.kind === 'alone') return [status.why]
  return status?.kind === 'checked' ? status.asks : []
}

function Acts({ entryId, file: { fileId, name } }: { readonly entryId: string } & Pick<FileLine, 'file'>) {
  return (
    <span className={classes.acts}>
      <Button size="xs" aria-label={filesScreen.openOne(name)} onClick={() => showFile(entryId, fileId)}>
        {filesScreen.open}
      </Button>
      <CloseButton size="sm" aria-label={filesScreen.skipOne(name)} onClick={() => leaveOut(entryId, [fileId])} />
    </span>
  )
}
