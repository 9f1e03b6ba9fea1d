import { useQuery } from '@tanstack/react-query'
import { browseWords } from '../../../shared/words/definition-browse.ts'
import { describeDependants } from '../../../shared/words/definition-health.ts'
import { dependantsQuery } from '../../entities/definition/definition-form-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import classes from './confirm-act.module.css'
import type { Act, useAct } from './use-act.ts'

interface ConfirmActProps {
  readonly definitions: readonly { readonly uri: string; readonly name: string }[]
  readonly acting: ReturnType<typeof useAct>
}

/** Before definitions are deleted, or given a time to live: what depends on them. */
export function ConfirmAct({ definitions, acting: { asked, ask, run } }: ConfirmActProps) {
  const names = definitions.map(({ name }) => name)
  const found = useQuery({ ...dependantsQuery(definitions.map(({ uri }) => uri)), enabled: asked !== undefined })
  return (
    <ConfirmDialog
      opened={asked !== undefined && found.isFetched}
      {...wordsFor(asked, names)}
      destructive={asked?.kind === 'delete'}
      busy={run.isPending}
      onConfirm={() => asked && run.mutate(asked)}
      onClose={() => ask(undefined)}
    >
      <p>{asked?.kind === 'delete' ? browseWords.deleteMeans : browseWords.lifetimeMeans}</p>
      <Dependence sentences={found.data?.flatMap(describeDependants)} />
    </ConfirmDialog>
  )
}

function wordsFor(asked: Act | undefined, names: readonly string[]) {
  return asked?.kind === 'delete'
    ? { title: browseWords.askDelete(names), confirm: browseWords.confirmDelete(names.length) }
    : { title: browseWords.askLifetime(names), confirm: browseWords.confirmLifetime }
}

/** Undefined: it could not be found out. */
function Dependence({ sentences }: { readonly sentences: readonly string[] | undefined }) {
  if (sentences === undefined) return <p>{browseWords.unknownUse}</p>
  if (sentences.length === 0) return <p>{browseWords.unused}</p>
  return (
    <ul className={classes.dependants}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
