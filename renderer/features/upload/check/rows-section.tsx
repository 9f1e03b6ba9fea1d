import { useCallback, useState } from 'react'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { CheckReport, FirstLook, Mapping, Problem } from '../../../../shared/csv/csv.ts'
import type { ValueProblem } from '../../../../shared/csv/values.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { Check } from '../../../../shared/uploads/upload.ts'
import { checkScreen } from '../../../../shared/words/upload-check.ts'
import { FixButtons, type OpenedFixes } from '../fix/fix-buttons.tsx'
import { FixList } from '../fix/fix-list.tsx'
import { type Original, useFixing } from '../fix/fixing.ts'
import { Section } from '../section.tsx'
import { CheckedRows } from './checked-rows.tsx'
import type { Draft, DraftChange } from './draft.ts'

interface RowsSectionProps {
  /** The file as the user gave it; `look` may be of a copy with fixes. */
  readonly original: Original
  readonly look: FirstLook
  readonly definition: Definition
  readonly mapping: Mapping
  readonly draft: Draft
  readonly onDraft: (changed: DraftChange) => void
  readonly check: Check | undefined
  readonly before: CheckReport | undefined
  readonly error: AppError | undefined
  readonly onAgain: () => void
  readonly onReread: (proposal: NonNullable<Problem['proposal']>) => void
}

/** What the check found in the rows, and the ways to fix it before anything is sent. */
export function RowsSection({ original, draft, onDraft, onAgain, ...found }: RowsSectionProps) {
  const { look, definition, mapping, check, before } = found
  const onFixed = useCallback((fixed: Draft['fixed']) => onDraft({ fixed }), [onDraft])
  const fixing = useFixing(original, draft.fixed, onFixed)
  const [opened, setOpened] = useState<OpenedFixes>()
  const openFor = (about: ValueProblem) => setOpened({ dialog: 'columns', about })
  return (
    <Section
      number={3}
      title={checkScreen.rows}
      aside={
        <FixButtons
          fixing={fixing}
          headers={look.headers}
          mapping={mapping}
          definition={definition}
          check={check}
          report={before}
          opened={opened}
          onOpen={setOpened}
        />
      }
    >
      <FixList fixing={fixing} />
      <CheckedRows {...found} onAgain={onAgain} onFix={check?.report ? openFor : undefined} />
    </Section>
  )
}
