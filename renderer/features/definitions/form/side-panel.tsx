import { type Definition, parseDefinitionUri } from '../../../../shared/eloqua/definition.ts'
import { type DefinitionDraft, draftBody } from '../../../../shared/eloqua/definition-draft.ts'
import type { DraftIssue } from '../../../../shared/eloqua/draft-issue.ts'
import { formWords } from '../../../../shared/words/definition-form.ts'
import { describeIssue } from '../../../../shared/words/definition-issue-words.ts'
import { DefinitionSummary } from '../../../entities/definition/definition-summary.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { focusIssue } from './focus-place.ts'
import classes from './form.module.css'
import { type FormState, pathOf } from './use-draft.ts'

/** Beside the form: what is to fix, what the definition will do in words, and exactly what will be sent. */
export function SidePanel({ form }: { readonly form: FormState }) {
  const { draft, issues } = form
  return (
    <aside className={classes.side}>
      <Issues title={formWords.sections.problems} issues={issues.filter(({ severity }) => severity === 'blocks')} />
      <Issues title={formWords.sections.warnings} issues={issues.filter(({ severity }) => severity === 'warning')} />
      <section aria-label={formWords.sections.words}>
        <DefinitionSummary definition={asDefinition(draft)} />
      </section>
      <CodeBlock
        label={`${formWords.sections.json}: ${draft.of ? 'PUT' : 'POST'} ${pathOf(draft)}`}
        text={JSON.stringify(draftBody(draft), null, 2)}
        maxHeight={420}
      />
    </aside>
  )
}

function Issues({ title, issues }: { readonly title: string; readonly issues: readonly DraftIssue[] }) {
  if (issues.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={classes.problems}>
        {issues.map((issue) => (
          <li key={`${issue.place} ${issue.index} ${issue.code} ${issue.fact}`} data-severity={issue.severity}>
            <button type="button" onClick={() => focusIssue(issue)}>
              {describeIssue(issue)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The draft as a definition, for the words that describe one. */
function asDefinition(draft: DefinitionDraft): Definition {
  const { kind, family, parentId, parentName } = draft
  const ref = draft.of && parseDefinitionUri(draft.of.uri)
  return {
    ...draftBody(draft),
    uri: pathOf(draft),
    id: ref?.id ?? 0,
    kind,
    family,
    ...(parentId === undefined ? {} : { parentId }),
    ...(parentName === undefined ? {} : { parentName }),
  }
}
