import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DefinitionKind, Family } from '../../../../shared/eloqua/definition.ts'
import { KINDS_OF } from '../../../../shared/eloqua/definition-draft.ts'
import { formWords } from '../../../../shared/words/definition-form.ts'
import { FAMILY_WORDS, KIND_WORDS } from '../../../../shared/words/definitions.ts'
import { assetsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { SearchPicker } from '../../../ui/search-picker.tsx'
import { NAME_ID } from './focus-place.ts'
import classes from './form.module.css'
import { FormSection } from './form-section.tsx'
import { firstError } from './issue-text.tsx'
import { type FormState, issuesAt, withPlace } from './use-draft.ts'

const FAMILIES = Object.keys(KINDS_OF) as readonly Family[]

/** Kind, object and name. The kind and object of a definition that exists cannot be changed. */
export function AboutSection({ form }: { readonly form: FormState }) {
  const { draft, change } = form
  return (
    <FormSection places={['object', 'name']} title={formWords.sections.about}>
      <div className={classes.pair}>
        {draft.of ? null : <PlaceFields form={form} />}
        <TextInput
          className={classes.wide}
          label={formWords.name}
          id={NAME_ID}
          placeholder={formWords.nameHint}
          value={draft.name}
          error={firstError(issuesAt(form, 'name'))}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </div>
    </FormSection>
  )
}

function PlaceFields({ form }: { readonly form: FormState }) {
  const { draft, change } = form
  const { family, kind } = draft
  return (
    <>
      <NativeSelect
        label={formWords.object}
        data={FAMILIES.map((value) => ({ value, label: FAMILY_WORDS[value] }))}
        value={family}
        onChange={(event) => change(withPlaceReset(form, { kind, family: event.currentTarget.value as Family }))}
      />
      <NativeSelect
        label={formWords.kind}
        data={KINDS_OF[family].map((value) => ({ value, label: KIND_WORDS[value] }))}
        value={kind}
        onChange={(event) =>
          change(withPlaceReset(form, { kind: event.currentTarget.value as DefinitionKind, family }))
        }
      />
      {family === 'customObjects' || family === 'events' ? <ParentPicker form={form} family={family} /> : null}
    </>
  )
}

function withPlaceReset({ draft }: FormState, place: Parameters<typeof withPlace>[1]) {
  const next = withPlace(draft, place)
  return next.family === draft.family ? next : { ...next, parentId: undefined, parentName: undefined }
}

function ParentPicker({ form, family }: { readonly form: FormState; readonly family: 'customObjects' | 'events' }) {
  const objects = useQuery(assetsQuery(family))
  const chosen = objects.data?.find(({ id }) => id === form.draft.parentId)
  return (
    <SearchPicker
      label={formWords.parent[family]}
      chosen={chosen?.name ?? form.draft.parentName ?? ''}
      options={(objects.data ?? []).map(({ id, name }) => ({ value: String(id), label: name, detail: String(id) }))}
      error={firstError(issuesAt(form, 'object'))}
      onPick={(value) => {
        const object = objects.data?.find(({ id }) => String(id) === value)
        if (!object) return
        form.change({ parentId: object.id, parentName: object.name, fields: [] })
        form.setRules({ identifierFieldName: undefined, filter: undefined })
      }}
    />
  )
}
