import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import type { DraftReturn, OpenedDefinitionFile } from '../../../shared/contract/definitions.ts'
import type { FirstLook, SourceFile } from '../../../shared/csv/csv.ts'
import type { Definition } from '../../../shared/eloqua/definition.ts'
import type { DefinitionDraft } from '../../../shared/eloqua/definition-draft.ts'
import { copyName, copyOf, draftOf } from '../../../shared/eloqua/definition-draft.ts'
import { proposeImport } from '../../../shared/eloqua/propose-import.ts'
import { blankDraft, type Purpose, startFor } from '../../../shared/eloqua/purposes.ts'
import { api } from '../../api.ts'
import { fieldsQuery, openDraft } from './definition-form-queries.ts'

/** What a new definition starts from. */
export type DefinitionStart =
  | { readonly from: 'purpose'; readonly purpose: Purpose }
  | { readonly from: 'copy'; readonly definition: Definition }
  | { readonly from: 'edit'; readonly definition: Definition }
  | { readonly from: 'csv'; readonly look?: FirstLook }
  | { readonly from: 'file' }
  | { readonly from: 'blank' }

/** Opens the form of a definition, filled in from where it starts. */
export function useStartDefinition(returnTo?: DraftReturn) {
  const client = useQueryClient()
  return useMutation({ mutationFn: (start: DefinitionStart) => startDefinition(client, start, returnTo) })
}

async function startDefinition(client: QueryClient, start: DefinitionStart, returnTo?: DraftReturn): Promise<void> {
  switch (start.from) {
    case 'purpose':
      return openDraft(client, startFor(start.purpose, new Date()), { returnTo })
    case 'blank':
      return openDraft(client, blankDraft('export', 'contacts'), { returnTo })
    case 'copy':
      return openDraft(client, copyOf(start.definition, copyName(start.definition.name)), { returnTo })
    case 'edit':
      return openDraft(client, draftOf(start.definition), { returnTo })
    case 'csv':
      return startFromCsv(client, start.look, returnTo)
    case 'file': {
      const opened = await api.openDefinitionFile()
      if (opened) await openDraft(client, opened.draft, { returnTo, missing: missingIn(opened) })
    }
  }
}

/** Names of what this instance does not have; none is no list at all. */
function missingIn({ missing, missingObject }: OpenedDefinitionFile): readonly string[] {
  return [...(missingObject === undefined ? [] : [missingObject]), ...missing.map(({ name }) => name)]
}

async function startFromCsv(client: QueryClient, known: FirstLook | undefined, returnTo?: DraftReturn): Promise<void> {
  const look = known ?? (await browseAndLook())
  if (!look) return
  const draft = await draftForFile(client, look)
  await openDraft(client, draft, { returnTo: returnTo ?? { to: 'upload', file: plainFile(look.file) } })
}

async function browseAndLook(): Promise<FirstLook | undefined> {
  const [file] = await api.browseForCsv()
  return file && api.takeFirstLook({ fileId: file.fileId })
}

/** A contact import with a field for each column that was recognized. */
async function draftForFile(client: QueryClient, look: FirstLook): Promise<DefinitionDraft> {
  const fields = await client.fetchQuery(fieldsQuery({ family: 'contacts' }))
  const proposal = proposeImport(look.headers, look.sample, fields)
  return {
    kind: 'import',
    family: 'contacts',
    name: look.file.name.replace(/\.[^.]*$/, '').slice(0, 100),
    fields: proposal.fields,
    rules: {
      ...(proposal.identifier === undefined ? {} : { identifierFieldName: proposal.identifier }),
      updateRule: 'ifNewIsNotNull',
      isSyncTriggeredOnImport: false,
    },
  }
}

function plainFile({ fileId, name, size, modifiedAt }: SourceFile): SourceFile {
  return { fileId, name, size, modifiedAt }
}
