import { Button, Modal, Radio } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../shared/eloqua/definition.ts'
import { copyName, copyOf, type DraftField } from '../../../../shared/eloqua/definition-draft.ts'
import { isUsableIn } from '../../../../shared/eloqua/field-choice.ts'
import { proposeImport } from '../../../../shared/eloqua/propose-import.ts'
import { addColumnWords as words } from '../../../../shared/words/add-columns.ts'
import { api } from '../../../api.ts'
import { fieldsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import classes from './add-columns.module.css'

interface AddColumnsProps {
  readonly look: FirstLook
  readonly definition: Definition
  /** Columns of the file that feed no field. */
  readonly columns: readonly string[]
  /** The copy that takes them too. */
  readonly onMade: (uri: string) => void
}

/** Columns the definition lacks are added to a copy of it, without leaving the check. The definition itself stays as it is. */
export function AddColumns(props: AddColumnsProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { definition, columns } = props
  if (definition.kind !== 'import' || columns.length === 0) return null
  return (
    <>
      <Button size="xs" onClick={() => setIsOpen(true)}>
        {words.button(columns.length)}
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={words.title} size="lg">
        {isOpen ? <AddColumnsForm {...props} /> : null}
      </Modal>
    </>
  )
}

const TEMPORARY = 'P7D'

function AddColumnsForm({ look, definition, columns, onMade }: AddColumnsProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>()
  const [isTemporary, setIsTemporary] = useState(true)
  const fields = useQuery(fieldsQuery(definition))
  const open = useMemo(() => openFields(definition, fields.data ?? []), [definition, fields.data])
  const proposed = useMemo(() => {
    const rows = look.sample.map((row) => columns.map((name) => row[look.headers.indexOf(name)] ?? ''))
    const { fields: found } = proposeImport(columns, rows, open)
    return Object.fromEntries(found.map(({ name, statement }) => [name, statement]))
  }, [look, columns, open])
  const picks = chosen ?? proposed
  const added = columns.flatMap((name): readonly DraftField[] => {
    const statement = picks[name]
    return statement ? [{ name, statement }] : []
  })
  const make = useMakeCopy(definition, { added, isTemporary, onMade })
  return (
    <div className={classes.form}>
      <p>{words.means(definition.name)}</p>
      <div className={classes.columns}>
        {columns.map((name) => (
          <SearchPicker
            key={name}
            label={name}
            chosen={open.find(({ statement }) => statement === picks[name])?.name ?? ''}
            placeholder={words.leaveOut}
            options={[
              { value: '', label: words.leaveOut },
              ...open.map((field) => ({ value: field.statement, label: field.name, detail: field.statement })),
            ]}
            onPick={(statement) => setChosen({ ...picks, [name]: statement })}
          />
        ))}
      </div>
      <Radio.Group
        label={words.copy}
        value={isTemporary ? 'temporary' : 'saved'}
        onChange={(value) => setIsTemporary(value === 'temporary')}
      >
        <Radio value="temporary" label={words.temporary} />
        <Radio value="saved" label={words.saved(copyName(definition.name))} />
      </Radio.Group>
      {make.error ? <Failure error={make.error} inset /> : null}
      <Button
        size="md"
        variant="filled"
        loading={make.isPending}
        disabled={added.length === 0}
        onClick={() => make.mutate()}
      >
        {words.create(added.length)}
      </Button>
    </div>
  )
}

function openFields(definition: Definition, fields: Parameters<typeof proposeImport>[2]) {
  const taken = new Set(Object.values(definition.fields))
  return fields.filter(
    (field) => isUsableIn('import', definition.family, field) && !field.isReadOnly && !taken.has(field.statement),
  )
}

interface MakeCopy {
  readonly added: readonly DraftField[]
  readonly isTemporary: boolean
  readonly onMade: (uri: string) => void
}

function useMakeCopy(definition: Definition, { added, isTemporary, onMade }: MakeCopy) {
  const client = useQueryClient()
  const [draftId] = useState(() => crypto.randomUUID())
  return useMutation({
    meta: { shownInPlace: true },
    mutationFn: async () => {
      const copy = copyOf(definition, copyName(definition.name))
      const draft = JSON.stringify({
        ...copy,
        fields: [...copy.fields, ...added],
        rules: isTemporary ? { ...copy.rules, autoDeleteDuration: TEMPORARY } : copy.rules,
      })
      await api.saveDraft({ draftId, draft })
      return api.createDefinition({ draftId, draft })
    },
    onSuccess: async ({ uri }) => {
      await client.invalidateQueries({ queryKey: ['definitions'] })
      onMade(uri)
    },
  })
}
