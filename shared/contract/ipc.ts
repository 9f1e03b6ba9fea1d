import type { ApiOf } from './call.ts'
import type { CONTRACT } from './contract.ts'

/**
 * Everything the window can ask of main; each method takes one plain object or nothing. Derived from the contract.
 * A new call is one entry in `calls/` and one implementation in the service of the same name, which the compiler asks for.
 */
export interface Api extends ApiOf<typeof CONTRACT> {}
