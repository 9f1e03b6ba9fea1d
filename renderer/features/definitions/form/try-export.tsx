import { Button, Tooltip } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { DefinitionDraft } from '../../../../shared/eloqua/definition-draft.ts'
import { isFinal } from '../../../../shared/eloqua/sync.ts'
import { filterWords } from '../../../../shared/words/definition-form.ts'
import { api } from '../../../api.ts'
import type { FormState } from './use-draft.ts'

const LIMIT = 1_000
const LOOK_MS = 1_000

/** About how many records the filter finds: by a run that is limited to few, and only when asked. */
export function TryExport({ form }: { readonly form: FormState }) {
  const count = useMutation({ mutationFn: () => countRows(form.draft) })
  const isBlocked = form.issues.some(({ severity }) => severity === 'blocks')
  return (
    <>
      {count.isPending ? <span role="status">{filterWords.tryRuns}</span> : null}
      {count.data === undefined ? null : <strong role="status">{filterWords.tried(count.data, LIMIT)}</strong>}
      <Tooltip label={filterWords.tryMeans(LIMIT)} multiline maw={320}>
        <Button size="xs" loading={count.isPending} disabled={isBlocked} onClick={() => count.mutate()}>
          {filterWords.tryIt}
        </Button>
      </Tooltip>
    </>
  )
}

/** Makes a temporary export with a limit, runs it, and reads the count of rows from its log. */
async function countRows(draft: DefinitionDraft): Promise<number> {
  const draftId = crypto.randomUUID()
  const { of: _of, ...rest } = draft
  const limited: DefinitionDraft = {
    ...rest,
    name: `Bulkdesk count ${draftId.slice(0, 8)}`,
    rules: {
      ...draft.rules,
      maxRecords: LIMIT,
      syncActions: undefined,
      autoDeleteDuration: 'PT1H',
      dataRetentionDuration: 'PT1H',
    },
  }
  const text = JSON.stringify(limited)
  await api.saveDraft({ draftId, draft: text })
  const { uri } = await api.createDefinition({ draftId, draft: text })
  const { id } = await api.startSync({ definitionUri: uri })
  for (;;) {
    const { status } = await api.getSync({ id })
    if (isFinal(status)) break
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const figures = await api.getSyncFigures({ id })
  return figures.rows ?? 0
}
