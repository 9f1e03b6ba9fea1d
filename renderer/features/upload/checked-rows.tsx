import { Button, Progress } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { CheckReport } from '../../../shared/csv.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { Check } from '../../../shared/upload.ts'
import { api } from '../../api.ts'
import { Failure } from '../../components/failure.tsx'
import { Figure, FigureRow } from '../../components/figure.tsx'
import { formatBytes, formatCount } from '../../components/numbers.ts'
import { ProblemList } from './problem-list.tsx'
import classes from './upload.module.css'

/** What the check of the whole file found: how many rows can be sent, which stay behind and why. */
export function CheckedRows({ check, error }: { readonly check?: Check; readonly error?: AppError }) {
  if (error) return <Failure error={error} context="uploading" inset />
  if (check?.error && check.state === 'failed') return <Failure error={check.error} context="uploading" inset />
  if (!check?.report) return <Reading check={check} />
  return (
    <>
      <RowFigures report={check.report} />
      {check.report.heldBackRows > 0 ? <SaveHeldBack checkId={check.checkId} /> : null}
      <ProblemList problems={check.report.problems} />
    </>
  )
}

function Reading({ check }: { readonly check?: Check }) {
  const size = check?.file.size ?? 0
  const share = size > 0 ? ((check?.bytesRead ?? 0) / size) * 100 : 0
  return (
    <div className={classes.progress} role="status">
      <span>Checking every row{check ? `: ${formatBytes(check.bytesRead)} of ${formatBytes(size)}` : ''}</span>
      <Progress value={share} aria-label="Share of the file that was checked" />
    </div>
  )
}

function RowFigures({ report }: { readonly report: CheckReport }) {
  const blanks = Object.values(report.blanks).reduce((sum, count) => sum + count, 0)
  return (
    <FigureRow>
      <Figure label="Will be sent" value={formatCount(report.goodRows)} hint={`of ${formatCount(report.rows)} rows`} />
      <Figure
        label="Held back"
        value={formatCount(report.heldBackRows)}
        tone={report.heldBackRows > 0 ? 'amber' : undefined}
        hint={report.heldBackRows > 0 ? 'not sent, reasons below' : 'no row has to stay behind'}
      />
      <Figure
        label="Repeat an identifier"
        value={formatCount(report.duplicateIdentifierRows)}
        tone={report.duplicateIdentifierRows > 0 ? 'amber' : undefined}
        hint="sent; Eloqua takes one of each"
      />
      <Figure label="Blank cells" value={formatCount(blanks)} hint="in the columns that are sent" />
    </FigureRow>
  )
}

function SaveHeldBack({ checkId }: { readonly checkId: string }) {
  const save = useMutation({ mutationFn: () => api.saveHeldBack({ checkId }) })
  return (
    <Button
      leftSection={<IconDownload size={14} stroke={1.5} />}
      loading={save.isPending}
      onClick={() => save.mutate()}
      className={classes.saveHeldBack}
    >
      Save the held-back rows with their reasons
    </Button>
  )
}
