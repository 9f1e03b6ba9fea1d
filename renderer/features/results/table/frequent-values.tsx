import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { profileWords } from '../../../../shared/words/result-analysis.ts'
import { filterWords } from '../../../../shared/words/result-view.ts'
import { api } from '../../../api.ts'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import classes from './filter-form.module.css'
import type { RunTable } from './run-table.ts'
import { useSettled } from './use-settled.ts'

const MOST_VALUES = 200

interface FrequentValuesProps {
  readonly table: RunTable
  readonly column: number
  readonly chosen: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** The most frequent values of a column, to choose from. What was chosen stays in the list, whatever is searched for. */
export function FrequentValues({ table: { run }, column, chosen, onChange }: FrequentValuesProps) {
  const [text, setText] = useState('')
  const search = useSettled(text, 150)
  const { data } = useQuery({
    queryKey: ['frequent', run.runId, run.generation, run.rows, column, search],
    queryFn: () =>
      api.listFrequentValues({ runId: run.runId, column, limit: MOST_VALUES, ...(search ? { search } : {}) }),
    placeholderData: (before) => before,
  })
  const found = data?.values ?? []
  const rest = chosen.filter((value) => !found.some((other) => other.value === value))
  const values = [...rest.map((value) => ({ value, count: undefined })), ...found]
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
  return (
    <>
      <TextInput
        aria-label={filterWords.searchValues}
        placeholder={filterWords.searchValues}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <fieldset className={classes.values}>
        <legend className={classes.legend}>{filterWords.values}</legend>
        {data ? null : <SkeletonRows rows={4} label={profileWords.loading} />}
        {data && values.length === 0 ? <p className={classes.none}>{filterWords.noValues}</p> : null}
        {values.map(({ value, count }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
            label={
              <span className={classes.value}>
                <span className={classes.valueText}>{value || profileWords.blankValue}</span>
                {count === undefined ? null : <span className={classes.count}>{formatCount(count)}</span>}
              </span>
            }
          />
        ))}
      </fieldset>
    </>
  )
}
