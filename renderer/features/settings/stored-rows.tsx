import { Button, NativeSelect, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { KeepChange, KeepChoice, RunStorage } from '../../../shared/contract/run.ts'
import { storageWords } from '../../../shared/words/result-rows.ts'
import { api } from '../../api.ts'
import { connectionsQuery } from '../../entities/connection/connections.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { runStorageQuery } from '../../entities/run/run-queries.ts'
import { Facts } from '../../ui/facts.tsx'
import { go } from '../../window/navigation.ts'
import classes from './stored-rows.module.css'

const words = storageWords
const CHOICES = Object.keys(words.choices) as KeepChoice[]
const DAYS = [7, 30, 90, 365, 3_650]
const BYTES = [1, 5, 20, 100, 500].map((gigabytes) => gigabytes * 1_000_000_000)

/** Which rows lie on this computer, for how long, and how much room they may have. */
export function StoredRows() {
  const { data, error, refetch } = useQuery(runStorageQuery())
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (change: KeepChange) => api.changeRunStorage(change),
    onSuccess: (storage) => client.setQueryData(runStorageQuery().queryKey, storage),
  })
  if (error) return <Failure error={error} onRetry={() => void refetch()} inset />
  if (!data) return null
  return (
    <Stack gap="md">
      <p>{words.means}</p>
      <Facts
        items={[
          [words.folder, <code key="folder">{data.folder}</code>],
          [words.used, words.usedOf(data.bytes, data.runs, data.mostBytes)],
        ]}
      />
      <Radio.Group
        label={words.choice}
        value={data.choice}
        onChange={(choice) => mutate({ choice: choice as KeepChoice })}
      >
        <Stack gap="xs" mt="xs">
          {CHOICES.map((choice) => (
            <Radio key={choice} value={choice} label={words.choices[choice]} description={words.choiceMeans[choice]} />
          ))}
        </Stack>
      </Radio.Group>
      <Limits storage={data} onChange={mutate} />
      <Connections storage={data} onChange={mutate} />
      <div>
        <Button onClick={() => go({ screen: 'results', place: 'kept' })}>{words.show}</Button>
      </div>
    </Stack>
  )
}

interface PartProps {
  readonly storage: RunStorage
  readonly onChange: (change: KeepChange) => void
}

function Limits({ storage, onChange }: PartProps) {
  return (
    <div className={classes.limits}>
      <NativeSelect
        label={words.days}
        value={storage.mostDays}
        data={withValue(DAYS, storage.mostDays).map((days) => ({ value: String(days), label: words.dayOption(days) }))}
        onChange={(event) => onChange({ mostDays: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        label={words.most}
        value={storage.mostBytes}
        data={withValue(BYTES, storage.mostBytes).map((bytes) => ({
          value: String(bytes),
          label: words.mostOption(bytes),
        }))}
        onChange={(event) => onChange({ mostBytes: Number(event.currentTarget.value) })}
      />
    </div>
  )
}

/** A connection may be treated differently: production rows not at all, say. */
function Connections({ storage, onChange }: PartProps) {
  const { data } = useQuery(connectionsQuery())
  const saved = data?.connections ?? []
  if (saved.length === 0) return null
  const options = [
    { value: 'default', label: words.asOthers },
    ...CHOICES.map((choice) => ({ value: choice, label: words.choices[choice] })),
  ]
  return (
    <div className={classes.limits}>
      {saved.map(({ id, label }) => (
        <NativeSelect
          key={id}
          label={words.connectionChoice(label)}
          value={storage.connections[id] ?? 'default'}
          data={options}
          onChange={(event) => {
            const choice = event.currentTarget.value as KeepChoice | 'default'
            onChange({ connection: { connectionId: id, choice } })
          }}
        />
      ))}
    </div>
  )
}

/** The choices, with the one in force among them whoever set it. */
function withValue(choices: readonly number[], value: number): readonly number[] {
  return choices.includes(value) ? choices : [...choices, value].toSorted((a, b) => a - b)
}
