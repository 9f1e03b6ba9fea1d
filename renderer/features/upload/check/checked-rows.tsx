import { Button, Progress } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { CheckReport, FirstLook, Mapping, Problem } from '../../../../shared/csv/csv.ts'
import type { ValueProblem } from '../../../../shared/csv/values.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { Check } from '../../../../shared/uploads/upload.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { blankMeaning, checkedRows } from '../../../../shared/words/upload-check.ts'
import { valueList } from '../../../../shared/words/value-problems.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { Figure, FigureRow } from '../../../ui/figure.tsx'
import classes from './checked-rows.module.css'
import { matchesRows } from './matches-rows.ts'
import { ProblemList } from './problem-list.tsx'
import { ValueList } from './value-list.tsx'

interface CheckedRowsProps {
  readonly look: FirstLook
  readonly definition: Definition
  readonly mapping: Mapping
  /** The check that is under way or done. */
  readonly check?: Check | undefined
  /** What the check before it said, to be read while this one runs. */
  readonly before?: CheckReport | undefined
  readonly error?: AppError | undefined
  readonly onAgain: () => void
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
  /** Opens the fixes for values that don't fit; absent while the file is read. */
  readonly onFix?: ((about: ValueProblem) => void) | undefined
}

/** The table of columns says these already. */
const IN_THE_TABLE: ReadonlySet<Problem['kind']> = new Set(['unmapped-field', 'left-out-column'])

/** What the check of the whole file found: how many rows can be sent, which stay behind and why. */
export function CheckedRows(props: CheckedRowsProps) {
  const { look, check, before, error } = props
  const failure = error ?? (check?.state === 'failed' ? check.error : undefined)
  if (failure) return <Failure error={failure} context="uploading" onRetry={props.onAgain} inset />
  const report = check?.report ?? before
  const problems = report?.problems.filter(({ kind }) => !IN_THE_TABLE.has(kind)) ?? look.problems
  const reading = check?.report ? null : <Reading size={look.file.size} read={check?.bytesRead ?? 0} />
  return (
    <div className={classes.rows}>
      {report ? (
        <div data-old={check?.report ? undefined : true} className={classes.figures}>
          <RowFigures report={report} definition={props.definition} mapping={props.mapping} />
          {reading}
          {check?.report && report.heldBackRows > 0 ? <SaveHeldBack checkId={check.checkId} /> : null}
        </div>
      ) : (
        reading
      )}
      <ProblemList problems={problems} heldBackRows={report?.heldBackRows} onReread={props.onReread} />
      {report ? <Values report={report} definition={props.definition} onFix={props.onFix} /> : null}
    </div>
  )
}

type ValuesProps = Pick<CheckedRowsProps, 'definition' | 'onFix'> & { readonly report: CheckReport }

/** A sync action's only field names records: there is no value to judge. */
function Values({ report, definition, onFix }: ValuesProps) {
  if (report.values) return <ValueList values={report.values} onFix={onFix} />
  const { title, advice } = valueList.notJudged
  return definition.kind === 'import' ? (
    <p className={classes.notJudged}>
      {title}. {advice}
    </p>
  ) : null
}

function Reading({ size, read }: { readonly size: number; readonly read: number }) {
  return (
    <div className={classes.reading} role="status">
      <span>{checkedRows.reading(read, size)}</span>
      <Progress value={size > 0 ? (read / size) * 100 : 0} aria-label={checkedRows.progress} />
    </div>
  )
}

type RowFiguresProps = Pick<CheckedRowsProps, 'definition' | 'mapping'> & { readonly report: CheckReport }

function RowFigures({ report, definition, mapping }: RowFiguresProps) {
  const { rows, goodRows, heldBackRows, duplicateIdentifierRows } = report
  const isBlocked = report.problems.some(({ severity }) => severity === 'blocks')
  const blanks = Object.values(report.blanks).reduce((sum, count) => sum + count, 0)
  return (
    <FigureRow>
      <Figure
        label={isBlocked ? checkedRows.valid : checkedRows.willBeSent}
        value={formatCount(goodRows)}
        hint={checkedRows.ofFile(rows)}
      />
      <Figure
        label={checkedRows.notSent}
        value={formatCount(heldBackRows)}
        tone={heldBackRows > 0 ? 'amber' : undefined}
        hint={checkedRows.notSentHint(heldBackRows)}
      />
      {matchesRows(definition, mapping) ? (
        <Figure
          label={checkedRows.duplicates}
          value={formatCount(duplicateIdentifierRows)}
          tone={duplicateIdentifierRows > 0 ? 'amber' : undefined}
          hint={checkedRows.duplicatesHint(duplicateIdentifierRows)}
        />
      ) : null}
      <Figure label={checkedRows.blanks} value={formatCount(blanks)} hint={blankMeaning(definition, report.blanks)} />
    </FigureRow>
  )
}

function SaveHeldBack({ checkId }: { readonly checkId: string }) {
  const save = useMutation({ mutationFn: () => api.saveHeldBack({ checkId }), meta: { context: 'saving' } })
  return (
    <Button
      leftSection={<IconDownload size={14} stroke={1.5} />}
      loading={save.isPending}
      onClick={() => save.mutate()}
      className={classes.save}
    >
      {checkedRows.save}
    </Button>
  )
}
