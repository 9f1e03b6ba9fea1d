import { Button } from '@mantine/core'
import type { DefinitionChange } from '../../../../shared/contract/definitions.ts'
import { parseDefinitionUri } from '../../../../shared/eloqua/definition.ts'
import { type DefinitionDraft, draftBody, draftOf } from '../../../../shared/eloqua/definition-draft.ts'
import { saveWords } from '../../../../shared/words/definition-form.ts'
import { nameProperty } from '../../../../shared/words/definition-properties.ts'
import { formatList } from '../../../../shared/words/numbers.ts'
import classes from './conflict-notice.module.css'

interface ConflictNoticeProps {
  readonly draft: DefinitionDraft
  readonly conflict: Extract<DefinitionChange, { kind: 'conflict' }>
  readonly onDraft: (draft: DefinitionDraft) => void
}

/** Somebody else changed the definition since it was opened: both sides are shown, and one of them is chosen. */
export function ConflictNotice({ draft, conflict, onDraft }: ConflictNoticeProps) {
  const { current, properties } = conflict
  const mine = draftBody(draft)
  const ref = parseDefinitionUri(current.uri)
  const { parentName } = draft
  return (
    <section className={classes.notice} role="alert">
      <h2>{saveWords.conflict}</h2>
      <p>{saveWords.conflictMeans(formatList(properties.map(nameProperty)))}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" aria-label={saveWords.conflict} />
            <th scope="col">{saveWords.theirs}</th>
            <th scope="col">{saveWords.yours}</th>
          </tr>
        </thead>
        <tbody>
          {properties.map((name) => (
            <tr key={name}>
              <th scope="row">{nameProperty(name)}</th>
              <td>{show(Reflect.get(current, name))}</td>
              <td>{show(mine[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.buttons}>
        <Button onClick={() => onDraft({ ...draft, of: { uri: current.uri, base: current } })}>
          {saveWords.useMine}
        </Button>
        {ref ? (
          <Button onClick={() => onDraft(draftOf({ ...current, ...ref, ...(parentName ? { parentName } : {}) }))}>
            {saveWords.useTheirs}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

function show(value: unknown): string {
  if (value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
