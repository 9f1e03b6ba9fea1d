import type { DefinitionDraft } from '../../../../shared/eloqua/definition-draft.ts'
import { isFinal } from '../../../../shared/eloqua/sync.ts'
import { countingExportName } from '../../../../shared/words/definition-filter.ts'
import { api } from '../../../api.ts'

/** Most records that a counting run exports. */
export const COUNT_LIMIT = 1_000
const LOOK_MS = 1_000

/** How many records a filter found; `COUNT_LIMIT` means that many or more. */
export interface CountedRecords {
  readonly filter: string | undefined
  readonly records: number
}

/**
 * Makes a temporary export with a limit, runs it, and reads the count from its log. Eloqua deletes the export after an hour.
 * Rejects with what Eloqua says where it refuses the export, and with the signal's reason where nobody waits any more.
 */
export async function countRecords(draft: DefinitionDraft, signal: AbortSignal): Promise<CountedRecords> {
  const { uri } = await createLimited(draft)
  const { id } = await api.startSync({ definitionUri: uri })
  while (!isFinal((await api.getSync({ id })).status)) {
    signal.throwIfAborted()
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const { rows } = await api.getSyncFigures({ id })
  return { filter: draft.rules.filter, records: rows ?? 0 }
}

async function createLimited({ of: _of, ...draft }: DefinitionDraft): Promise<{ readonly uri: string }> {
  const draftId = crypto.randomUUID()
  const limited: DefinitionDraft = {
    ...draft,
    name: countingExportName(draftId.slice(0, 8)),
    rules: {
      ...draft.rules,
      maxRecords: COUNT_LIMIT,
      syncActions: undefined,
      autoDeleteDuration: 'PT1H',
      dataRetentionDuration: 'PT1H',
    },
  }
  const text = JSON.stringify(limited)
  await api.saveDraft({ draftId, draft: text })
  try {
    return await api.createDefinition({ draftId, draft: text })
  } finally {
    // A count is asked for again, never gone on with: its draft is nothing to keep.
    await api.dropDraft({ draftId })
  }
}
