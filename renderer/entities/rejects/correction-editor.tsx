import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mapping } from '../../../shared/csv/csv.ts'
import { isTakenInPart } from '../../../shared/eloqua/elq-codes.ts'
import type { RejectedRow } from '../../../shared/uploads/upload.ts'
import { correctionWords } from '../../../shared/words/rejects.ts'
import { Pager } from '../../ui/pager.tsx'
import { ReasonedButton } from '../../ui/reasoned-button.tsx'
import { go } from '../../window/navigation.ts'
import classes from './correction.module.css'
import { CorrectionTable } from './correction-table.tsx'
import { fieldsOfRejects, type RejectSource } from './reject-source.ts'
import { useCorrections } from './use-corrections.ts'

interface CorrectionEditorProps {
  readonly source: RejectSource
  readonly rows: readonly RejectedRow[]
  /** Rejected rows there are; more than `rows` where only the first were loaded. */
  readonly total: number
  readonly onClose: () => void
}

const PER_PAGE = 50

export function CorrectionEditor({ source, rows, total, onClose }: CorrectionEditorProps) {
  const { targetUri } = source
  const fields = source.fields ?? fieldsOfRejects(rows)
  const isTaken = (row: RejectedRow) => wasTaken(source, row)
  const corrections = useCorrections(rows, fields, isTaken)
  const [offset, setOffset] = useState(0)
  const { kept } = corrections
  const fix = useMutation({
    mutationFn: () => source.fix(fields, kept),
    onSuccess: (file) => go({ screen: 'upload', files: [file], targetUri, mapping: eachToItself(fields) }),
    meta: { context: 'saving' },
  })
  const page = {
    items: rows.slice(offset, offset + PER_PAGE),
    offset,
    limit: PER_PAGE,
    totalResults: rows.length,
    hasMore: offset + PER_PAGE < rows.length,
  }
  return (
    <>
      <p className={classes.lead}>
        {correctionWords.lead}
        {total > rows.length ? ` ${correctionWords.first(rows.length, total)}` : ''}
        {rows.some(isTaken) ? ` ${correctionWords.inPart}` : ''}
      </p>
      <CorrectionTable fields={fields} page={page} corrections={corrections} />
      <div className={classes.foot}>
        <Pager page={page} noun={correctionWords.noun} onGo={setOffset} />
        <Button size="md" onClick={onClose}>
          {correctionWords.cancel}
        </Button>
        <ReasonedButton
          size="md"
          variant="filled"
          disabledBecause={kept.length === 0 ? correctionWords.noneChecked : undefined}
          loading={fix.isPending}
          onClick={() => fix.mutate()}
        >
          {correctionWords.review(kept.length)}
        </ReasonedButton>
      </div>
    </>
  )
}

/** Activities are only ever added; other records are matched, and a row sent again puts its fields right. */
function wasTaken({ definition }: RejectSource, { statusCode }: RejectedRow): boolean {
  return definition?.kind === 'import' && definition.family === 'activities' && isTakenInPart(statusCode)
}

/** The file's columns are the fields themselves. */
function eachToItself(fields: readonly string[]): Mapping {
  return { fields: fields.map((field, column) => ({ field, source: { from: 'column', column } })) }
}
