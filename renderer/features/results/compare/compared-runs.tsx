import { Button, MultiSelect, Select } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Run } from '../../../../shared/contract/run.ts'
import type { KeyProposal, RunDifferences } from '../../../../shared/contract/run-questions.ts'
import { compareWords, describeDifferences } from '../../../../shared/words/compare.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { TimeText } from '../../../ui/time-text.tsx'
import classes from './compare.module.css'
import { ComparisonView } from './comparison-view.tsx'
import { keyQuery } from './queries.ts'

const words = compareWords
const OWN = 'own'

/** Two runs, the key their rows are matched by, and what came of it. */
export function ComparedRuns({ before, after }: { readonly before: Run; readonly after: Run }) {
  const query = useQuery(keyQuery(before.runId, after.runId))
  const [key, setKey] = useState<readonly string[]>()
  if (query.error) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} inset />
  }
  if (!query.data) return <SkeletonRows rows={4} label={words.keyLoading} />
  return (
    <>
      <div className={classes.runs}>
        <span>
          {words.before}: <TimeText value={before.syncEndedAt ?? before.fetchedAt} />
        </span>
        <span>
          {words.after}: <TimeText value={after.syncEndedAt ?? after.fetchedAt} />
        </span>
      </div>
      <Warnings differences={query.data.differences} />
      <KeyChoice proposal={query.data} onCompare={setKey} />
      {key ? <ComparisonView before={before} after={after} compareBy={key} /> : null}
    </>
  )
}

function Warnings({ differences }: { readonly differences: RunDifferences }) {
  const sentences = describeDifferences(differences)
  if (sentences.length === 0) return null
  return (
    <div className={classes.warning} role="note">
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <span>{sentences.join(' ')}</span>
    </div>
  )
}

interface KeyChoiceProps {
  readonly proposal: KeyProposal
  readonly onCompare: (key: readonly string[]) => void
}

/** The key is proposed by how well columns tell rows apart, and chosen by the user. */
function KeyChoice({ proposal: { candidates, differences }, onCompare }: KeyChoiceProps) {
  const [choice, setChoice] = useState(candidates.length > 0 ? '0' : OWN)
  const [own, setOwn] = useState<string[]>([])
  const key = choice === OWN ? own : (candidates[Number(choice)]?.columns ?? [])
  return (
    <form
      className={classes.key}
      onSubmit={(event) => {
        event.preventDefault()
        if (key.length > 0) onCompare(key)
      }}
    >
      <Select
        label={words.key}
        description={candidates.length > 0 ? words.keyHint : words.noKey}
        w={420}
        value={choice}
        data={[
          ...candidates.map((candidate, index) => ({ value: String(index), label: words.candidate(candidate) })),
          { value: OWN, label: words.ownKey },
        ]}
        onChange={(value) => value && setChoice(value)}
      />
      {choice === OWN ? (
        <MultiSelect
          label={words.ownKeyLabel}
          w={320}
          data={[...differences.columnsInBoth]}
          value={own}
          onChange={setOwn}
          searchable
        />
      ) : null}
      <Button type="submit" variant="filled" size="md">
        {words.compare}
      </Button>
    </form>
  )
}
