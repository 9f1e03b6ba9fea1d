import { Button, NativeSelect } from '@mantine/core'
import type { DefinitionSummary } from '../../../../shared/eloqua/definition-index.ts'
import { browseWords } from '../../../../shared/words/definition-browse.ts'
import { describeDuration } from '../../../../shared/words/times.ts'
import { ConfirmAct } from '../confirm-act.tsx'
import { useAct } from '../use-act.ts'
import classes from './browse.module.css'

const LIFETIMES = ['P1D', 'P7D', 'P30D', 'P90D', 'P365D']

interface SelectionBarProps {
  readonly chosen: readonly DefinitionSummary[]
  readonly onDone: () => void
}

/** What can be done with several definitions at once, after what depends on them was shown. */
export function SelectionBar({ chosen, onDone }: SelectionBarProps) {
  const uris = chosen.map(({ uri }) => uri)
  const acting = useAct(uris, onDone)
  return (
    <div className={classes.selection} role="toolbar" aria-label={browseWords.selection}>
      <span>
        {browseWords.chosen(chosen.length)}{' '}
        {acting.failed.map(({ uri, error }) => (
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
        onChange={(event) => acting.ask({ kind: 'lifetime', duration: event.currentTarget.value })}
      />
      <Button size="xs" color="red" onClick={() => acting.ask({ kind: 'delete' })}>
        {browseWords.delete}
      </Button>
      <ConfirmAct definitions={chosen} acting={acting} />
    </div>
  )
}

function nameOf(chosen: readonly DefinitionSummary[], uri: string): string {
  return chosen.find((one) => one.uri === uri)?.name ?? uri
}
