import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import type { WorkbookSheet } from '../../../../shared/csv/sources.ts'
import { formatBytes } from '../../../../shared/words/numbers.ts'
import { sourceScreen } from '../../../../shared/words/sources.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { Page } from '../../../ui/page.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { sheetsQuery } from '../queries.ts'
import { SheetRecipes } from '../recipe/sheet-recipes.tsx'
import { Making } from './making.tsx'
import { SheetList } from './sheet-list.tsx'
import classes from './source.module.css'
import { useMaking } from './use-making.ts'

interface SourcePageProps {
  readonly file: SourceFile
  /** The other files of the same drop. */
  readonly queue: ReactNode
  /** The file of rows that goes on in this one's place. */
  readonly onMade: (made: SourceFile, recipeId?: string) => void
  readonly onCancel: () => void
  /** For a file that cannot be used: the way to another one. */
  readonly another: ReactNode
}

/** Before a workbook or a JSON file can be checked, it becomes rows: of the sheet that the user chooses. */
export function SourcePage(props: SourcePageProps) {
  const { file, queue } = props
  const context = `${file.name} · ${formatBytes(file.size)}`
  const title = file.format === 'json' ? sourceScreen.json : sourceScreen.title
  return (
    <Page title={title} context={<span title={context}>{context}</span>}>
      {queue}
      {file.format === 'json' ? <JsonFile {...props} /> : <Workbook {...props} />}
    </Page>
  )
}

function JsonFile(props: SourcePageProps) {
  return <OnlyRows {...props} name={props.file.name} />
}

function Workbook(props: SourcePageProps) {
  const sheets = useQuery(sheetsQuery(props.file.fileId))
  if (sheets.error) return <Failure error={sheets.error} actions={props.another} inset />
  if (!sheets.data) return <SkeletonRows rows={6} label={sourceScreen.opening} />
  const [only] = sheets.data
  if (only && sheets.data.length === 1) return <OnlyRows {...props} name={only.name} sheet={only.index} />
  return <Sheets {...props} sheets={sheets.data} />
}

/** Where there is nothing to choose, the rows are made at once. */
function OnlyRows(props: SourcePageProps & { readonly name: string; readonly sheet?: number }) {
  const { name, sheet } = props
  const making = useMaking(props.file.fileId, props.onMade)
  const { start } = making
  useEffect(() => start({ name, sheet }), [start, name, sheet])
  if (making.error) return <Failure error={making.error} actions={props.another} inset />
  return <Making name={name} share={making.share} onCancel={props.onCancel} fileId={props.file.fileId} />
}

function Sheets(props: SourcePageProps & { readonly sheets: readonly WorkbookSheet[] }) {
  const { file, sheets } = props
  const making = useMaking(file.fileId, props.onMade)
  if (making.of) {
    return <Making name={making.of.name} share={making.share} onCancel={making.cancel} fileId={file.fileId} />
  }
  const review = ({ name, index }: WorkbookSheet, recipeId?: string) =>
    making.start({ name, sheet: index, ...(recipeId ? { recipeId } : {}) })
  return (
    <div className={classes.choice}>
      <SheetRecipes sheets={sheets} onChoose={review} />
      {making.error ? <Failure error={making.error} actions={props.another} inset /> : null}
      <SheetList name={file.name} sheets={sheets} onChoose={(sheet) => review(sheet)} />
    </div>
  )
}
