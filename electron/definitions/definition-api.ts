import type { DefinitionFormApi } from '../../shared/contract/calls/definition-forms.ts'
import type { Dependants, StoredDraft } from '../../shared/contract/definitions.ts'
import { AppError, isAppError, notNow } from '../../shared/contract/errors.ts'
import { readDraftText } from '../../shared/contract/schemas/definitions.ts'
import { collectionOf, type DefinitionDraft, draftBody } from '../../shared/eloqua/definition-draft.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import { changeDefinition } from '../eloqua/definitions/change-definition.ts'
import { createDefinition } from '../eloqua/definitions/create-definition.ts'
import { readAssets } from '../eloqua/definitions/read-assets.ts'
import { readFields } from '../eloqua/definitions/read-fields.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Desktop } from '../platform/desktop.ts'
import type { Log } from '../platform/logger.ts'
import { changeEach, deleteEach } from './change-several.ts'
import { openDefinitionFile, saveDefinitionFile } from './definition-files.ts'
import { readDefinitionIndex } from './definition-index.ts'
import { findDependants } from './dependants.ts'
import { type DraftStore, openDraftStore } from './draft-store.ts'

export interface DefinitionApiOptions {
  readonly clients: Clients
  readonly desktop: Desktop
  /** Folder for what Bulkdesk remembers. */
  readonly userData: string
  /** Uploads of ours that are going on or wait at a definition. */
  readonly uploadsAt: (uri: string) => Promise<Dependants['uploads']>
  readonly log: Log
  readonly now?: () => Date
}

/** What the window can do with definitions of the connection in use, beyond reading one of them. */
export function createDefinitionApi(options: DefinitionApiOptions): DefinitionFormApi {
  const { clients, desktop, log, uploadsAt, now = () => new Date() } = options
  return {
    ...createDraftCalls(options),
    listAllDefinitions: async () => readDefinitionIndex(clients.active(), { now: now(), log }),
    listFields: async (request) => readFields(clients.active(), request),
    listAssets: async ({ kind }) => readAssets(clients.active(), kind),
    deleteDefinitions: async ({ uris }) => deleteEach(clients.active(), uris),
    setAutoDelete: async ({ uris, duration }) => changeEach(clients.active(), uris, { autoDeleteDuration: duration }),
    findDependants: async ({ uris }) => findDependants(clients.active(), uris, uploadsAt),
    saveDefinitionFile: async ({ uri }) => saveDefinitionFile(clients.active(), desktop, uri),
    openDefinitionFile: async () => openDefinitionFile(clients.active(), desktop),
  }
}

type DraftCalls = Pick<
  DefinitionFormApi,
  'createDefinition' | 'changeDefinition' | 'listDrafts' | 'saveDraft' | 'dropDraft'
>

/** What is typed into a form, and what becomes of it in Eloqua. */
function createDraftCalls({ clients, userData, log, now = () => new Date() }: DefinitionApiOptions): DraftCalls {
  const drafts = openDraftStore(userData, log)
  const company = () => companyKey(clients.active())
  return {
    createDefinition: async ({ draftId, draft }) =>
      create(clients.active(), drafts, { draftId, draft: readDraft(draft) }),
    async changeDefinition({ draftId, draft: text }) {
      const draft = readDraft(text)
      if (!draft.of) throw new AppError({ code: 'bad-arguments', message: bulkdeskReasons.draftIsNew })
      const outcome = await changeDefinition(clients.active(), { ...draft.of, body: draftBody(draft) })
      if (outcome.kind === 'conflict') return outcome
      drafts.drop(company(), draftId)
      return { kind: 'changed', uri: outcome.definition.uri }
    },
    listDrafts: async () => drafts.list(company()),
    async saveDraft({ draft, ...request }) {
      const before = drafts.find(company(), request.draftId)
      const inDoubt = before?.inDoubt ? { inDoubt: before.inDoubt } : {}
      drafts.save(company(), { ...request, draft: readDraft(draft), ...inDoubt, savedAt: now().toISOString() })
    },
    dropDraft: async ({ draftId }) => drafts.drop(company(), draftId),
  }
}

/** Keeps with the draft whether it may have been created already, until that is certain. */
async function create(
  client: EloquaClient,
  drafts: DraftStore,
  { draftId, draft }: { readonly draftId: string; readonly draft: DefinitionDraft },
): Promise<{ readonly uri: string }> {
  const company = companyKey(client)
  const noteDoubt = (inDoubt: readonly string[] | undefined) => {
    const { inDoubt: _before, ...found } = requireDraft(drafts, company, draftId)
    drafts.save(company, inDoubt ? { ...found, inDoubt } : found)
  }
  const { inDoubt } = requireDraft(drafts, company, draftId)
  try {
    const { uri } = await createDefinition(client, {
      collection: collectionOf(draft),
      body: draftBody(draft),
      ...(inDoubt ? { inDoubt } : {}),
      onSending: noteDoubt,
    })
    drafts.drop(company, draftId)
    return { uri }
  } catch (error) {
    if (isAppError(error) && isCertainlyNotMade(error)) noteDoubt(undefined)
    throw error
  }
}

function requireDraft(drafts: DraftStore, company: string, draftId: string): StoredDraft {
  const found = drafts.find(company, draftId)
  if (found) return found
  throw notNow(bulkdeskReasons.draftNotKept)
}

function readDraft(text: string): DefinitionDraft {
  const draft = readDraftText(text)
  if (draft) return draft
  throw new AppError({ code: 'bad-arguments', message: bulkdeskReasons.notADraft })
}

/** A refusal is certain; a lost answer is not. */
function isCertainlyNotMade(error: AppError): boolean {
  return error.fate === 'not-sent' || error.fate === 'not-accepted'
}

/** Users of one company share its definitions; a sandbox has its own. */
function companyKey({ connection }: EloquaClient): string {
  return `${connection.environment} ${connection.company.toLowerCase()}`
}
