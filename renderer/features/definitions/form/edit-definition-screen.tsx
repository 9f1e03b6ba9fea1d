import { Button } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { StoredDraft } from '../../../../shared/contract/definitions.ts'
import type { AppError } from '../../../../shared/contract/errors.ts'
import { formWords, saveWords } from '../../../../shared/words/definition-form.ts'
import { api } from '../../../api.ts'
import { draftsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { Failure } from '../../../entities/failure/failure.tsx'
import { BackButton } from '../../../ui/back-button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Page } from '../../../ui/page.tsx'
import { ReasonedButton } from '../../../ui/reasoned-button.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useCommand } from '../../../window/commands.ts'
import { goBack, placeToStay } from '../../../window/navigation.ts'
import { AboutSection } from './about-section.tsx'
import { ActionsSection } from './actions-section.tsx'
import { ConfirmInUse } from './confirm-in-use.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import { CsvColumns } from './csv-columns.tsx'
import { FieldsSection } from './fields-section.tsx'
import { FilterSection } from './filter-section.tsx'
import { focusIssue } from './focus-place.ts'
import classes from './form.module.css'
import { IdentifySection } from './identify-section.tsx'
import { ImportSection } from './import-section.tsx'
import { OptionsSection } from './options-section.tsx'
import { SidePanel } from './side-panel.tsx'
import { type FormState, useDraft } from './use-draft.ts'
import { useSave } from './use-save.ts'

/** Makes a definition, or changes one. Everything typed is kept until it is sent or discarded. */
export function EditDefinitionScreen({ draftId }: { readonly draftId: string }) {
  const drafts = useQuery(draftsQuery())
  const stored = drafts.data?.find((one) => one.draftId === draftId)
  if (stored) return <EditDefinition key={draftId} stored={stored} />
  return (
    <Page title={formWords.sections.about} before={<BackButton onClick={goBack} />}>
      {drafts.error ? <Failure error={drafts.error} onRetry={() => void drafts.refetch()} /> : null}
      {drafts.isPending ? <SkeletonRows rows={8} label={formWords.loading} /> : null}
      {drafts.data ? (
        <EmptyState icon={IconFileOff} title={formWords.noDraft}>
          {formWords.noDraftHint}
        </EmptyState>
      ) : null}
    </Page>
  )
}

function EditDefinition({ stored: first }: { readonly stored: StoredDraft }) {
  // The draft of the list follows what is typed here; the form goes on with what it started with.
  const [stored] = useState(first)
  const { form, flush, setDraft, fieldsError } = useDraft(stored)
  const { save, conflict, refused } = useSave(stored, flush)
  const [asksInUse, setAsksInUse] = useState(false)
  const shown: FormState = { ...form, issues: [...form.issues, ...(save.variables === form.draft ? refused : [])] }
  const blocking = form.issues.filter(({ severity }) => severity === 'blocks').length
  const why = blocking > 0 ? formWords.fix(blocking) : undefined
  useFirstFocus(form)
  const send = () => {
    if (why || save.isPending) return
    if (form.draft.of) setAsksInUse(true)
    else save.mutate(form.draft)
  }
  useCommand('primary', send)
  return (
    <Page
      title={formWords.title(form.draft)}
      context={formWords.context(form.draft)}
      before={<BackButton onClick={goBack} />}
      actions={
        <>
          <DiscardButton draftId={stored.draftId} />
          <ReasonedButton size="md" variant="filled" loading={save.isPending} disabledBecause={why} onClick={send}>
            {form.draft.of ? formWords.save : formWords.create}
          </ReasonedButton>
        </>
      }
    >
      <SaveFailure error={refused.length === 0 ? save.error : null} />
      {fieldsError ? <Failure error={fieldsError} inset /> : null}
      {conflict ? (
        <ConflictNotice
          draft={form.draft}
          conflict={conflict}
          onDraft={(draft) => {
            setDraft(draft)
            save.reset()
          }}
        />
      ) : null}
      <MissingNotice missing={stored.missing ?? []} />
      <FormBody form={shown} stored={stored} />
      {form.draft.of ? (
        <ConfirmInUse
          uri={form.draft.of.uri}
          opened={asksInUse}
          onConfirm={() => {
            setAsksInUse(false)
            save.mutate(form.draft)
          }}
          onClose={() => setAsksInUse(false)}
        />
      ) : null}
    </Page>
  )
}

/** A doubt has words of its own: what Eloqua did is not known, and pressing again is safe. */
function SaveFailure({ error }: { readonly error: AppError | null }) {
  if (!error) return null
  return (
    <div className={classes.notice}>
      {error.code === 'in-doubt' ? (
        <p role="alert" className={classes.doubt}>
          {saveWords.doubt}
        </p>
      ) : (
        <Failure error={error} context="reading" inset />
      )}
    </div>
  )
}

/** The form opens at what is to fill in: the first problem, or else the name. */
function useFirstFocus({ issues }: FormState): void {
  const [first] = useState(issues.find(({ severity }) => severity === 'blocks'))
  useEffect(() => focusIssue(first ?? { place: 'name' }), [first])
}

/** What of an opened file this instance does not have: its statements stay until something else is chosen. */
function MissingNotice({ missing }: { readonly missing: readonly string[] }) {
  if (missing.length === 0) return null
  return (
    <div className={classes.notice}>
      <p role="note" className={classes.doubt}>
        {formWords.missing(missing)}
      </p>
    </div>
  )
}

function FormBody({ form, stored }: { readonly form: FormState; readonly stored: StoredDraft }) {
  const { kind } = form.draft
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <AboutSection form={form} />
        {kind === 'syncAction' ? <ActionsSection form={form} /> : null}
        {kind === 'syncAction' ? (
          <IdentifySection form={form} />
        ) : (
          <FieldsSection form={form} below={<CsvColumns form={form} stored={stored} />} />
        )}
        {kind === 'export' ? <FilterSection form={form} /> : null}
        {kind === 'import' ? <ImportSection form={form} /> : null}
        <OptionsSection form={form} />
        {kind === 'syncAction' ? null : <ActionsSection form={form} />}
      </div>
      <SidePanel form={form} />
    </div>
  )
}

function DiscardButton({ draftId }: { readonly draftId: string }) {
  const client = useQueryClient()
  const discard = useMutation({
    onMutate: placeToStay,
    mutationFn: () => api.dropDraft({ draftId }),
    onSuccess: async (_dropped, _none, isStillHere) => {
      if (isStillHere()) goBack()
      await client.invalidateQueries(draftsQuery())
    },
  })
  return <Button onClick={() => discard.mutate()}>{formWords.discard}</Button>
}
