import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mapping } from '../../../../shared/csv/csv.ts'
import { isTakenInPart } from '../../../../shared/eloqua/elq-codes.ts'
import type { RejectedRow, Upload } from '../../../../shared/uploads/upload.ts'
import { fixWords } from '../../../../shared/words/upload-page.ts'
import { api } from '../../../api.ts'
import { Pager } from '../../../ui/pager.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { go } from '../../../window/navigation.ts'
import { CorrectionTable } from './correction-table.tsx'
import classes from './fix-rejected.module.css'
import { useCorrections } from './use-corrections.ts'

interface CorrectionEditorProps {
  readonly upload: Upload
  readonly rows: readonly RejectedRow[]
  /** Rejected rows there are; more than `rows` where only the first were loaded. */
  readonly total: number
  readonly onClose: () => void
}

const PER_PAGE = 50

export function CorrectionEditor({ upload, rows, total, onClose }: CorrectionEditorProps) {
  const fields = upload.mappingWords.map(({ field }) => field)
  const isTaken = (row: RejectedRow) => wasTaken(upload, row)
  const corrections = useCorrections(rows, fields, isTaken)
  const [offset, setOffset] = useState(0)
  const { kept } = corrections
  const fix = useMutation({
    mutationFn: () => api.fixRejected({ uploadId: upload.uploadId, headers: fields, rows: kept }),
    onSuccess: (file) =>
      go({ screen: 'upload', files: [file], targetUri: upload.definition.uri, mapping: eachToItself(fields) }),
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
        {fixWords.lead}
        {total > rows.length ? ` ${fixWords.first(rows.length, total)}` : ''}
        {rows.some(isTaken) ? ` ${fixWords.inPart}` : ''}
      </p>
      <CorrectionTable fields={fields} page={page} corrections={corrections} />
      <div className={classes.foot}>
        <Pager page={page} noun={fixWords.noun} onGo={setOffset} />
        <Button size="md" onClick={onClose}>
          {fixWords.cancel}
        </Button>
        <ReasonedButton
          size="md"
          variant="filled"
          disabledBecause={kept.length === 0 ? fixWords.noneChecked : undefined}
          loading={fix.isPending}
          onClick={() => fix.mutate()}
        >
          {fixWords.review(kept.length)}
        </ReasonedButton>
      </div>
    </>
  )
}

/** Activities are only ever added; other records are matched, and a row sent again puts its fields right. */
function wasTaken({ definition }: Upload, { statusCode }: RejectedRow): boolean {
  return definition.kind === 'import' && definition.family === 'activities' && isTakenInPart(statusCode)
}

/** The file's columns are the fields themselves. */
function eachToItself(fields: readonly string[]): Mapping {
  return { fields: fields.map((field, column) => ({ field, source: { from: 'column', column } })) }
}
