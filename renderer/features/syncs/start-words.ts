import type { DefinitionKind } from '../../../shared/eloqua/definition.ts'

/** What the button says: the thing that will happen, never "Submit". */
export const START_WORDS: Readonly<Record<DefinitionKind, string>> = {
  export: 'Start export',
  import: 'Start import of staged rows',
  syncAction: 'Start sync action',
}
