import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DefinitionOutcome } from '../../../shared/contract/definitions.ts'
import { api } from '../../api.ts'

/** What is done with one or several definitions after a question. */
export type Act = { readonly kind: 'delete' } | { readonly kind: 'lifetime'; readonly duration: string }

/** Asks for an act on definitions, does it when it is confirmed, and tells what failed. `onDone` is called when all went well. */
export function useAct(uris: readonly string[], onDone: (act: Act) => void) {
  const [asked, ask] = useState<Act>()
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: (act: Act) =>
      act.kind === 'delete' ? api.deleteDefinitions({ uris }) : api.setAutoDelete({ uris, duration: act.duration }),
    meta: { context: 'deleting' },
    onSettled: async () => {
      ask(undefined)
      await client.invalidateQueries({ queryKey: ['definitions'] })
      await client.invalidateQueries({ queryKey: ['definition'] })
    },
    onSuccess: (outcomes, act) => failedOf(outcomes).length === 0 && onDone(act),
  })
  return { asked, ask, run, failed: failedOf(run.data ?? []) }
}

function failedOf(outcomes: readonly DefinitionOutcome[]): readonly DefinitionOutcome[] {
  return outcomes.filter(({ error }) => error)
}
