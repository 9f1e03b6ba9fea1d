import type { SimulatorUser } from '../sign-in/users.ts'
import type { JsonScan } from '../uploads/json-scan.ts'
import type { SyncFault, World } from '../world/world.ts'
import type { Answer } from './answer.ts'
import type { Query } from './list-query.ts'
import type { PathMatch } from './paths.ts'

/** One request below the bulk base, read and signed in. */
export interface Exchange {
  readonly world: World
  readonly match: PathMatch
  readonly user: SimulatorUser
  readonly query: Query
  readonly contentType: string
  readonly accept: string
  readonly body: Buffer
  /** The check of a large JSON body, begun while it arrived. */
  readonly scan?: JsonScan
  /** A scripted fault for the sync this request starts. */
  readonly syncFault?: SyncFault
}

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>
