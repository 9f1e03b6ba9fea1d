import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DefinitionOutcome } from '../../../../shared/contract/definitions.ts'
import type { DefinitionSummary } from '../../../../shared/eloqua/definition-index.ts'
import { browseWords } from '../../../../shared/words/definition-browse.ts'
import { describeDependants } from '../../../../shared/words/definition-health.ts'
import { describeDuration } from '../../../../shared/words/times.ts'
import { api } from '../../../api.ts'
import { dependantsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import classes from './browse.module.css'

const LIFETIMES = ['P1D', 'P7D', 'P30D', 'P90D', 'P365D']

interface SelectionBarProps {
  readonly chosen: readonly DefinitionSummary[]
  readonly onDone: () => void
}

type Act = { readonly kind: 'delete' } | { readonly kind: 'lifetime'; readonly duration: string }

/** What can be done with several definitions at once, after what depends on them was shown. */
export function SelectionBar({ chosen, onDone }: SelectionBarProps) {
  const [act, setAct] = useState<Act>()
  const client = useQueryClient()
  const uris = chosen.map(({ uri }) => uri)
  const run = useMutation({
    mutationFn: (what: Act) =>
      what.kind === 'delete' ? api.deleteDefinitions({ uris }) : api.setAutoDelete({ uris, duration: what.duration }),
    meta: { context: 'deleting' },
    onSettled: async () => {
      setAct(undefined)
      await client.invalidateQueries({ queryKey: ['definitions'] })
      await client.invalidateQueries({ queryKey: ['definition'] })
    },
    onSuccess: (outcomes) => failed(outcomes).length === 0 && onDone(),
  })
  return (
    <div className={classes.selection} role="toolbar" aria-label={browseWords.selection}>
      <span>
        {browseWords.chosen(chosen.length)}{' '}
        {failed(run.data ?? []).map(({ uri, error }) => (
          <span key={uri} role="alert">
            {browseWords.failed(nameOf(chosen, uri), error?.code ?? 'unknown')}{' '}
          </span>
        ))}
      </span>
      <NativeSelect
        aria-label={browseWords.setLifetime}
        data={[
          { value: '', label: browseWords.setLifetime },
          ...LIFETIMES.map((value) => ({ value, label: browseWords.after(describeDuration(value)) })),
        ]}
        value=""
        onChange={(event) => setAct({ kind: 'lifetime', duration: event.currentTarget.value })}
      />
      <Button size="xs" color="red" onClick={() => setAct({ kind: 'delete' })}>
        {browseWords.delete}
      </Button>
      <ConfirmAct act={act} uris={uris} busy={run.isPending} onConfirm={run.mutate} onClose={() => setAct(undefined)} />
    </div>
  )
}

interface ConfirmActProps {
  readonly act: Act | undefined
  readonly uris: readonly string[]
  readonly busy: boolean
  readonly onConfirm: (act: Act) => void
  readonly onClose: () => void
}

function ConfirmAct({ act, uris, busy, onConfirm, onClose }: ConfirmActProps) {
  const found = useQuery({ ...dependantsQuery(uris), enabled: act !== undefined })
  const sentences = found.data?.flatMap(describeDependants) ?? []
  const isDelete = act?.kind === 'delete'
  return (
    <ConfirmDialog
      opened={act !== undefined && found.isFetched}
      title={isDelete ? browseWords.askDelete(uris.length) : browseWords.askLifetime(uris.length)}
      confirm={isDelete ? browseWords.confirmDelete(uris.length) : browseWords.confirmLifetime}
      destructive={isDelete}
      busy={busy}
      onConfirm={() => act && onConfirm(act)}
      onClose={onClose}
    >
      <p>{isDelete ? browseWords.deleteMeans : browseWords.lifetimeMeans}</p>
      {sentences.length > 0 ? (
        <ul className={classes.dependants}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p>{found.error ? browseWords.unknownUse : browseWords.unused}</p>
      )}
    </ConfirmDialog>
  )
}

function failed(outcomes: readonly DefinitionOutcome[]): readonly DefinitionOutcome[] {
  return outcomes.filter(({ error }) => error)
}

function nameOf(chosen: readonly DefinitionSummary[], uri: string): string {
  return chosen.find((one) => one.uri === uri)?.name ?? uri
}
