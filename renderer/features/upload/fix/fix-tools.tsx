import { Button, Progress } from '@mantine/core'
import { IconPencil, IconWand } from '@tabler/icons-react'
import { useState } from 'react'
import type { CheckReport, Mapping } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import type { Check } from '../../../../shared/uploads/upload.ts'
import { fixList as words, fixWords } from '../../../../shared/words/fixes.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { ColumnFixes } from './column-fixes.tsx'
import classes from './fix-tools.module.css'
import { type Fixing, withoutFix } from './fixing.ts'
import { RowFixes } from './row-fixes.tsx'

interface FixButtonsProps {
  readonly fixing: Fixing
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly definition: Definition
  readonly check: Check | undefined
  readonly report: CheckReport | undefined
}

/** Opens the two ways of changing what is sent: whole columns, and single rows. */
export function FixButtons({ fixing, headers, mapping, definition, check, report }: FixButtonsProps) {
  const [opened, setOpened] = useState<'columns' | 'rows'>()
  const close = () => setOpened(undefined)
  const waits = check?.report === undefined || fixing.isMaking ? words.waits : undefined
  return (
    <>
      <ReasonedButton
        size="xs"
        leftSection={<IconWand size={14} stroke={1.5} aria-hidden />}
        disabledBecause={waits}
        onClick={() => setOpened('columns')}
      >
        {words.columns}
      </ReasonedButton>
      <ReasonedButton
        size="xs"
        leftSection={<IconPencil size={14} stroke={1.5} aria-hidden />}
        disabledBecause={waits}
        onClick={() => setOpened('rows')}
      >
        {words.rows}
      </ReasonedButton>
      <ColumnFixes
        fixing={fixing}
        headers={headers}
        mapping={mapping}
        definition={definition}
        report={report}
        opened={opened === 'columns'}
        onClose={close}
      />
      {check ? (
        <RowFixes
          fixing={fixing}
          checkId={check.checkId}
          headers={headers}
          heldBackRows={check.report?.heldBackRows ?? 0}
          opened={opened === 'rows'}
          onClose={close}
        />
      ) : null}
    </>
  )
}

/** The fixes that were made, each with what it did and a way back; the making of others, while it goes on. */
export function FixList({ fixing }: { readonly fixing: Fixing }) {
  const { facts, isMaking, error, original } = fixing
  return (
    <>
      {error ? <Failure error={error} context="saving" inset /> : null}
      {isMaking ? <Making fixing={fixing} /> : null}
      {facts.length > 0 ? (
        <section className={classes.fixes} aria-label={words.label}>
          <div className={classes.head}>
            <h3>{words.title(facts.length)}</h3>
            <span>{words.means(original.file.name)}</span>
            <Button size="xs" disabled={isMaking} onClick={() => fixing.apply([])}>
              {words.undoAll}
            </Button>
          </div>
          <ul>
            {facts.map((fact, place) => (
              <li key={fixWords(fact)}>
                <span>{fixWords(fact)}</span>
                <Button
                  size="xs"
                  aria-label={words.undoOne(fixWords(fact))}
                  disabled={isMaking}
                  onClick={() => fixing.apply(withoutFix(fixing.fixes, place))}
                >
                  {words.undo}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function Making({ fixing: { read, original, cancel } }: { readonly fixing: Fixing }) {
  const { size } = original.file
  return (
    <div className={classes.making} role="status">
      <span>{words.making(read, size)}</span>
      <Progress value={size > 0 ? (read / size) * 100 : 0} aria-label={words.progress} />
      <Button size="xs" onClick={cancel}>
        {words.cancel}
      </Button>
    </div>
  )
}
