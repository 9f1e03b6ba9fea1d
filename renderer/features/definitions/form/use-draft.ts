import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { StoredDraft } from '../../../../shared/contract/definitions.ts'
import { collectionOf, type DefinitionDraft, KINDS_OF, type Rules } from '../../../../shared/eloqua/definition-draft.ts'
import { checkDraft } from '../../../../shared/eloqua/definition-limits.ts'
import type { DraftIssue } from '../../../../shared/eloqua/draft-issue.ts'
import { type FieldChoice, indexFields } from '../../../../shared/eloqua/field-choice.ts'
import { startRules } from '../../../../shared/eloqua/purposes.ts'
import { api } from '../../../api.ts'
import { fieldsQuery } from '../../../entities/definition/definition-form-queries.ts'

/** What the sections of the form share. */
export interface FormState {
  readonly draft: DefinitionDraft
  readonly change: (change: Partial<DefinitionDraft>) => void
  /** A rule that is set to undefined is taken away. */
  readonly setRules: (rules: { readonly [K in keyof Rules]?: Rules[K] | undefined }) => void
  readonly fields: readonly FieldChoice[]
  readonly index: ReadonlyMap<string, FieldChoice>
  readonly isLoadingFields: boolean
  readonly issues: readonly DraftIssue[]
}

const REST_MS = 300

/** The draft as it is typed. What rests for a moment is kept on disk, so that nothing is lost on an error or a restart. */
export function useDraft(stored: StoredDraft) {
  const [draft, setDraft] = useState(stored.draft)
  const flush = useKept(stored, draft)
  const query = useQuery(fieldsQuery(draft))
  const fields = query.data ?? NO_FIELDS
  const index = useMemo(() => indexFields(fields), [fields])
  const issues = useMemo(() => checkDraft(draft, query.data), [draft, query.data])
  const change = useCallback((changed: Partial<DefinitionDraft>) => setDraft((now) => ({ ...now, ...changed })), [])
  const setRules: FormState['setRules'] = useCallback(
    (rules) => setDraft((now) => ({ ...now, rules: withoutUnset({ ...now.rules, ...rules }) })),
    [],
  )
  const form: FormState = { draft, change, setRules, fields, index, isLoadingFields: query.isLoading, issues }
  return { form, flush, setDraft, fieldsError: query.error }
}

const NO_FIELDS: readonly FieldChoice[] = []

function withoutUnset(rules: object): Rules {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined))
}

/** Writes the draft when it rests, and once more when the form goes away. The function it gives writes at once. */
function useKept(
  { draftId, returnTo, missing, draft: first }: StoredDraft,
  draft: DefinitionDraft,
): () => Promise<void> {
  const latest = useRef(draft)
  const kept = useRef(first)
  latest.current = draft
  const flush = useCallback(async () => {
    if (kept.current === latest.current) return
    kept.current = latest.current
    await api.saveDraft({
      draftId,
      draft: JSON.stringify(latest.current),
      ...(returnTo ? { returnTo } : {}),
      ...(missing ? { missing } : {}),
    })
  }, [draftId, returnTo, missing])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the draft starts the rest anew
  useEffect(() => {
    const timer = setTimeout(() => void flush(), REST_MS)
    return () => clearTimeout(timer)
  }, [draft, flush])
  useEffect(() => () => void flush(), [flush])
  return flush
}

/** The issues of one control. */
export function issuesAt(form: Pick<FormState, 'issues'>, place: DraftIssue['place'], index?: number) {
  return form.issues.filter((issue) => issue.place === place && issue.index === index)
}

/** Where the request goes. */
export function pathOf(draft: DefinitionDraft): string {
  const path = draft.of?.uri ?? collectionOf(draft)
  return path.replace('/undefined/', '/…/')
}

/** Another kind or object: what cannot be carried over is left behind. */
export function withPlace(draft: DefinitionDraft, place: Pick<DefinitionDraft, 'kind' | 'family'>): DefinitionDraft {
  const kind = KINDS_OF[place.family].includes(place.kind) ? place.kind : (KINDS_OF[place.family][0] ?? 'export')
  const { parentId: _id, parentName: _name, ...rest } = draft
  const isSame = draft.family === place.family && draft.kind === kind
  if (isSame) return draft
  const fields = draft.family === place.family ? draft.fields : []
  const rules = startRules(kind, place.family)
  return { ...(draft.family === place.family ? draft : rest), kind, family: place.family, fields, rules }
}
