import { IconPencil, IconWand } from '@tabler/icons-react'
import type { CheckReport, Mapping } from '../../../../shared/csv/csv.ts'
import type { ValueProblem } from '../../../../shared/csv/values.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { Check } from '../../../../shared/uploads/upload.ts'
import { fixList as words } from '../../../../shared/words/fixes.ts'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { ColumnFixes } from './column-fixes.tsx'
import type { Fixing } from './fixing.ts'
import { RowFixes } from './row-fixes.tsx'

/** Which dialog is open, and the values for which it was opened. */
export interface OpenedFixes {
  readonly dialog: 'columns' | 'rows'
  readonly about?: ValueProblem
}

interface FixButtonsProps {
  readonly fixing: Fixing
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly definition: Definition
  readonly check: Check | undefined
  readonly report: CheckReport | undefined
  readonly opened: OpenedFixes | undefined
  readonly onOpen: (opened: OpenedFixes | undefined) => void
}

/** Opens the two ways of changing what is sent: whole columns, and single rows. */
export function FixButtons(props: FixButtonsProps) {
  const { fixing, headers, mapping, definition, check, report, opened, onOpen } = props
  const close = () => onOpen(undefined)
  const waits = check?.report === undefined || fixing.isMaking ? words.waits : undefined
  return (
    <>
      <ReasonedButton
        size="xs"
        leftSection={<IconWand size={14} stroke={1.5} aria-hidden />}
        disabledBecause={waits}
        onClick={() => onOpen({ dialog: 'columns' })}
      >
        {words.columns}
      </ReasonedButton>
      <ReasonedButton
        size="xs"
        leftSection={<IconPencil size={14} stroke={1.5} aria-hidden />}
        disabledBecause={waits}
        onClick={() => onOpen({ dialog: 'rows' })}
      >
        {words.rows}
      </ReasonedButton>
      <ColumnFixes
        fixing={fixing}
        headers={headers}
        mapping={mapping}
        definition={definition}
        report={report}
        about={opened?.about}
        opened={opened?.dialog === 'columns'}
        onClose={close}
      />
      {check ? (
        <RowFixes
          fixing={fixing}
          checkId={check.checkId}
          headers={headers}
          heldBackRows={check.report?.heldBackRows ?? 0}
          opened={opened?.dialog === 'rows'}
          onClose={close}
        />
      ) : null}
    </>
  )
}
