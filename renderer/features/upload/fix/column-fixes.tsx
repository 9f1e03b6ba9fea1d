import { Button, Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckReport, Mapping } from '../../../../shared/csv/csv.ts'
import type { FixPreview } from '../../../../shared/csv/fixes.ts'
import type { ValueProblem } from '../../../../shared/csv/values.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { columnFixWords as words } from '../../../../shared/words/fixes.ts'
import { api } from '../../../api.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { AddFix } from './add-fix.tsx'
import classes from './column-fixes.module.css'
import { FixLine } from './fix-line.tsx'
import type { Fixing } from './fixing.ts'
import {
  aboutValues,
  type Choice,
  choiceOf,
  guesses,
  inOrder,
  narrowed,
  suggested,
  uniqueById,
} from './suggest-fixes.ts'

interface ColumnFixesProps {
  readonly fixing: Fixing
  readonly headers: readonly string[]
  readonly mapping: Mapping
  readonly definition: Definition
  readonly report: CheckReport | undefined
  /** The values for which the dialog was opened. */
  readonly about: ValueProblem | undefined
  readonly opened: boolean
  readonly onClose: () => void
}

/** Changes to whole columns, each shown before it is made: what it would change in the whole file, and how often. */
export function ColumnFixes(props: ColumnFixesProps) {
  const { opened, onClose } = props
  return (
    <Modal opened={opened} onClose={onClose} title={words.title} size="min(960px, 92vw)">
      <p className={classes.lead}>{words.lead}</p>
      <Suggested {...props} />
    </Modal>
  )
}

/** Tries on the whole file what may be needed, and offers what would change something. */
function Suggested(props: ColumnFixesProps) {
  const { fixing, mapping, definition, report, about } = props
  const tried = guesses(mapping)
  const found = usePreviews(
    fixing,
    tried.map((fix) => choiceOf(fix, false)),
  )
  if (found.error) return <Failure error={found.error} onRetry={() => void found.refetch()} inset />
  if (!found.data) return <SkeletonRows rows={4} label={words.looking} />
  const { data } = found
  const needed = tried.map((fix) => choiceOf(fix, false)).flatMap((choice) => narrowed(choice, data[choice.id]))
  return (
    <Choices
      {...props}
      initial={inOrder(uniqueById([...aboutValues(about), ...suggested(report, mapping, definition), ...needed]))}
    />
  )
}

function Choices({ fixing, headers, initial, onClose }: ColumnFixesProps & { readonly initial: readonly Choice[] }) {
  const [choices, setChoices] = useState(initial)
  const ready = choices.filter(({ isChosen, isOpen }) => isChosen && !isOpen)
  const previews = usePreviews(fixing, ready)
  const put = (choice: Choice) => setChoices(choices.map((other) => (other.id === choice.id ? choice : other)))
  const add = (choice: Choice) => setChoices(inOrder([...choices.filter(({ id }) => id !== choice.id), choice]))
  const isUnanswered = choices.some(({ isChosen, isOpen }) => isChosen && isOpen)
  return (
    <>
      {choices.length === 0 ? <p className={classes.none}>{words.none}</p> : null}
      <ul className={classes.lines}>
        {choices.map((choice) => (
          <FixLine
            key={choice.id}
            choice={choice}
            column={headers[choice.fix.column] ?? ''}
            preview={ready.includes(choice) && !previews.isPlaceholderData ? previews.data?.[choice.id] : undefined}
            onChange={put}
          />
        ))}
      </ul>
      {previews.error ? <Failure error={previews.error} onRetry={() => void previews.refetch()} inset /> : null}
      <AddFix headers={headers} onAdd={add} />
      <div className={classes.foot}>
        <Button size="md" onClick={onClose}>
          {words.cancel}
        </Button>
        <ReasonedButton
          size="md"
          variant="filled"
          disabledBecause={isUnanswered ? words.unanswered : ready.length === 0 ? words.noneChosen : undefined}
          onClick={() => {
            fixing.apply([...fixing.fixes, ...ready.map(({ fix }) => fix)])
            onClose()
          }}
        >
          {words.apply(ready.length)}
        </ReasonedButton>
      </div>
    </>
  )
}

/** By the id of each choice: what it would do, after the fixes that were made and the choices before it. */
function usePreviews({ original, fixes }: Fixing, choices: readonly Choice[]) {
  const [workId] = useState(() => crypto.randomUUID())
  const { file, reading } = original
  const added = choices.map(({ fix }) => fix)
  return useQuery({
    queryKey: ['fix-previews', file.fileId, reading, fixes, choices.map(({ id }) => id), added],
    queryFn: async () => {
      const found = await api.previewFixes({ workId, fileId: file.fileId, reading, fixes, added })
      return Object.fromEntries(
        choices.flatMap(({ id }, at): [string, FixPreview][] => (found[at] ? [[id, found[at]]] : [])),
      )
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  })
}
