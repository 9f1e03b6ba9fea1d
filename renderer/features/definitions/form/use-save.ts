import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DefinitionChange, StoredDraft } from '../../../../shared/contract/definitions.ts'
import type { DefinitionDraft } from '../../../../shared/eloqua/definition-draft.ts'
import { failureIssues } from '../../../../shared/eloqua/draft-failures.ts'
import { formWords } from '../../../../shared/words/definition-form.ts'
import { api } from '../../../api.ts'
import { draftsQuery } from '../../../entities/definition/definition-form-queries.ts'
import { placeToStay, replaceRoute } from '../../../window/navigation.ts'

type Conflict = Extract<DefinitionChange, { kind: 'conflict' }>

/** Sends the draft, once for each press of the button, and goes back to where a definition was wanted. */
export function useSave(stored: StoredDraft, flush: () => Promise<void>) {
  const client = useQueryClient()
  const save = useMutation({
    meta: { shownInPlace: true },
    onMutate: placeToStay,
    mutationFn: async (draft: DefinitionDraft) => {
      await flush()
      const request = { draftId: stored.draftId, draft: JSON.stringify(draft) }
      if (draft.of) return api.changeDefinition(request)
      return { kind: 'changed', ...(await api.createDefinition(request)) } as const
    },
    onSuccess: async (outcome, draft, isStillHere) => {
      if (outcome.kind === 'conflict') return
      await Promise.all([
        client.invalidateQueries({ queryKey: ['definitions'] }),
        client.invalidateQueries({ queryKey: ['definition'] }),
      ])
      if (isStillHere()) goBackWith(outcome.uri, stored)
      else notifications.show({ message: formWords.savedMeanwhile(draft.name), role: 'status' })
      await client.invalidateQueries(draftsQuery())
    },
  })
  const conflict: Conflict | undefined = save.data?.kind === 'conflict' ? save.data : undefined
  const refused = save.variables && save.error ? failureIssues(save.variables, save.error.failures ?? []) : []
  return { save, conflict, refused }
}

function goBackWith(uri: string, { returnTo }: StoredDraft): void {
  if (returnTo?.to === 'new-sync') replaceRoute({ screen: 'new-sync', uri })
  else if (returnTo?.to === 'upload')
    replaceRoute({ screen: 'upload', targetUri: uri, ...(returnTo.file ? { files: [returnTo.file] } : {}) })
  else replaceRoute({ screen: 'definitions', uri })
}
