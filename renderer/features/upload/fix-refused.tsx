import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RefusedRow, Upload } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { formatCounted } from '../../components/numbers.ts'
import { go } from '../../navigation.ts'
import classes from './upload.module.css'

interface FixRefusedProps {
  readonly upload: Upload
  /** The page of refused rows that is shown. */
  readonly rows: readonly RefusedRow[]
  readonly onClose: () => void
}

/** Edits the refused rows as they were sent; what comes out is a file of only them, and goes through the check page. */
export function FixRefused({ upload, rows, onClose }: FixRefusedProps) {
  const headers = upload.mappingWords.map(({ field }) => field)
  const [cells, setCells] = useState(() => rows.map((row) => headers.map((field) => row.fieldValues[field] ?? '')))
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const kept = cells.filter((_, index) => !left.has(index))
  const fix = useMutation({
    mutationFn: () => api.fixRefused({ uploadId: upload.uploadId, headers, rows: kept }),
    onSuccess: (file) => go({ screen: 'upload', files: [file], targetUri: upload.definition.uri }),
  })
  const edit = (row: number, column: number, text: string) =>
    setCells((all) => all.map((line, index) => (index === row ? line.with(column, text) : line)))
  const toggle = (row: number) =>
    setLeft((before) => new Set(before.has(row) ? [...before].filter((other) => other !== row) : [...before, row]))
  return (
    <Modal opened onClose={onClose} title="Fix refused rows and send only these" size="xl">
      <p className={classes.dim}>
        Change what was refused. Nothing is sent yet: the corrected rows are checked like any file.
      </p>
      <div className={classes.fixGrid}>
        <table>
          <thead>
            <tr>
              <th scope="col">Send</th>
              {headers.map((field) => (
                <th key={field} scope="col">
                  {field}
                </th>
              ))}
              <th scope="col">Why it was refused</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <FixRow
                key={`${row.syncUri} ${row.recordIndex}`}
                row={row}
                headers={headers}
                cells={cells[index] ?? []}
                isSent={!left.has(index)}
                onToggle={() => toggle(index)}
                onEdit={(column, text) => edit(index, column, text)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.fixActions}>
        <Button size="md" onClick={onClose}>
          Cancel
        </Button>
        <Button
          size="md"
          variant="filled"
          disabled={kept.length === 0}
          loading={fix.isPending}
          onClick={() => fix.mutate()}
        >
          Check {formatCounted(kept.length, 'corrected row')}
        </Button>
      </div>
    </Modal>
  )
}

interface FixRowProps {
  readonly row: RefusedRow
  readonly headers: readonly string[]
  readonly cells: readonly string[]
  readonly isSent: boolean
  readonly onToggle: () => void
  readonly onEdit: (column: number, text: string) => void
}

function FixRow({ row, headers, cells, isSent, onToggle, onEdit }: FixRowProps) {
  const name = `row ${row.fileRow ?? row.recordIndex}`
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={`Send ${name}`} checked={isSent} onChange={onToggle} />
      </td>
      {headers.map((field, column) => (
        <td key={field}>
          <textarea
            aria-label={`${field} of ${name}`}
            aria-invalid={row.invalidFields.includes(field)}
            rows={1}
            disabled={!isSent}
            value={cells[column] ?? ''}
            onChange={(event) => onEdit(column, event.currentTarget.value)}
          />
        </td>
      ))}
      <td>{row.message}</td>
    </tr>
  )
}
