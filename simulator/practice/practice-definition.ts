import type { Properties } from '../definitions/definition-body.ts'
import type { DefinitionInput } from '../engine/data-engine.ts'

/** A definition that is there from the start. Its properties are read like a client's, so defaults need not be named. */
export interface PracticeDefinition extends Pick<DefinitionInput, 'kind' | 'family' | 'parentId'> {
  readonly id: number
  /** Position among the practice users: who made it. */
  readonly by: number
  /** How many days ago. */
  readonly daysAgo: number
  readonly isDependedOn?: boolean
  readonly body: Properties
}

/** Positions among the practice users. */
export const [ME, MARIA, JONAS, CRM] = [0, 1, 2, 3]
