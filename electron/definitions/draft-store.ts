import { join } from 'node:path'
import { z } from 'zod'
import type { StoredDraft } from '../../shared/contract/definitions.ts'
import { storedDraft } from '../../shared/contract/schemas/definitions.ts'
import { readJson, writeJson } from '../platform/atomic-json.ts'
import type { Log } from '../platform/logger.ts'

/** Drafts by company, so that one made for a sandbox is never offered in production. */
export interface DraftStore {
  list(company: string): readonly StoredDraft[]
  find(company: string, draftId: string): StoredDraft | undefined
  save(company: string, draft: StoredDraft): void
  drop(company: string, draftId: string): void
}

/** More drafts than anyone keeps: the oldest make room. */
const MOST_DRAFTS = 50

const stored = z.record(z.string(), z.array(storedDraft))

type Drafts = Readonly<Record<string, readonly StoredDraft[]>>

/** Keeps what is typed into definition forms in `definition-drafts.json`, so that a restart or a sign-in loses nothing. */
export function openDraftStore(userData: string, log: Log): DraftStore {
  const path = join(userData, 'definition-drafts.json')
  let drafts: Drafts = (readJson(path, (value) => stored.parse(value), log) as unknown as Drafts | undefined) ?? {}
  const of = (company: string) => drafts[company] ?? []

  function put(company: string, list: readonly StoredDraft[]): void {
    drafts = { ...drafts, [company]: list.slice(-MOST_DRAFTS) }
    writeJson(path, drafts)
  }

  return {
    list: of,
    find: (company, draftId) => of(company).find((one) => one.draftId === draftId),
    save: (company, draft) =>
      put(company, [
        ...of(company).filter((one) => one.draftId !== draft.draftId && !(draft.isUntouched && one.isUntouched)),
        draft,
      ]),
    drop: (company, draftId) =>
      put(
        company,
        of(company).filter((one) => one.draftId !== draftId),
      ),
  }
}
