import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { StoredDraft } from '../../../../shared/contract/definitions.ts'
import { type FieldChoice, isUsableIn, statementKey } from '../../../../shared/eloqua/field-choice.ts'
import { type ImportProposal, proposeImport } from '../../../../shared/eloqua/propose-import.ts'
import { csvColumnWords } from '../../../../shared/words/definition-import.ts'
import { api } from '../../../api.ts'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import classes from './form.module.css'
import { toOption } from './to-option.ts'
import type { FormState } from './use-draft.ts'

/** Columns without a field that are shown at once. */
const MOST_SHOWN = 12

interface CsvColumnsProps {
  readonly form: FormState
  readonly stored: StoredDraft
}

/** Of an import that is made for a file: which columns have no field yet, and which fields were only guessed. */
export function CsvColumns({ form, stored }: CsvColumnsProps) {
  const file = stored.returnTo?.to === 'upload' ? stored.returnTo.file : undefined
  const look = useQuery({
    queryKey: ['columns-of', file?.fileId],
    queryFn: () => api.takeFirstLook({ fileId: file?.fileId ?? '' }),
    enabled: file !== undefined && form.draft.kind === 'import',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  // A file of an earlier session cannot be read again. The form goes on without its columns.
  if (!file || !look.data || form.draft.kind !== 'import' || form.fields.length === 0) return null
  const proposal = proposeImport(look.data.headers, look.data.sample, form.fields)
  if (form.draft.fields.length === 0 && proposal.fields.length > 0) {
    return <ProposeFields form={form} proposal={proposal} />
  }
  const named = new Set(form.draft.fields.map(({ name }) => name))
  const left = look.data.headers.filter((header) => header.trim() !== '' && !named.has(header))
  return <Columns form={form} fileName={file.name} left={left} unsure={unsureOf(form, proposal)} />
}

/** After another object was chosen, its fields are proposed for the same columns. */
function ProposeFields({ form, proposal }: { readonly form: FormState; readonly proposal: ImportProposal }) {
  const { fields, identifier } = proposal
  function add(): void {
    form.change({ fields })
    form.setRules({ identifierFieldName: identifier })
  }
  return (
    <div>
      <Button onClick={add}>{csvColumnWords.propose(fields.length)}</Button>
    </div>
  )
}

/** The guesses that still stand, as `“Town” is City`. */
function unsureOf({ draft, index }: FormState, { unsure, fields }: ImportProposal): readonly string[] {
  return unsure.flatMap((name) => {
    const guessed = fields.find((field) => field.name === name)?.statement
    const isKept = draft.fields.some((field) => field.name === name && field.statement === guessed)
    const choice = guessed && index.get(statementKey(guessed))
    return isKept && choice ? [csvColumnWords.pair(name, choice.name)] : []
  })
}

interface ColumnsProps {
  readonly form: FormState
  readonly fileName: string
  readonly left: readonly string[]
  readonly unsure: readonly string[]
}

function Columns({ form, fileName, left, unsure }: ColumnsProps) {
  const { draft, fields } = form
  const taken = new Set(draft.fields.map(({ statement }) => statementKey(statement)))
  const open = fields.filter(
    (field: FieldChoice) => isUsableIn('import', draft.family, field) && !taken.has(statementKey(field.statement)),
  )
  const options = open.map(toOption)
  return (
    <section aria-label={csvColumnWords.title} className={classes.columnsLeft}>
      {unsure.length > 0 ? <p className={classes.warns}>{csvColumnWords.unsure(unsure)}</p> : null}
      <p className={classes.dim}>
        {left.length > 0 ? csvColumnWords.left(left.length, fileName) : csvColumnWords.all(fileName)}
      </p>
      {left.slice(0, MOST_SHOWN).map((header) => (
        <div key={header} className={classes.columnLeft}>
          <span title={header}>{header}</span>
          <SearchPicker
            label={csvColumnWords.fieldFor(header)}
            unlabelled
            placeholder={csvColumnWords.choose}
            chosen=""
            options={options}
            onPick={(statement) => form.change({ fields: [...draft.fields, { name: header, statement }] })}
          />
        </div>
      ))}
      {left.length > MOST_SHOWN ? <p className={classes.dim}>{csvColumnWords.more(left.length - MOST_SHOWN)}</p> : null}
    </section>
  )
}
