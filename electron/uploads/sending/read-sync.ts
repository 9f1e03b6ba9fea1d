import type { WireSync } from '../../../shared/eloqua/eloqua.ts'
import { isKnown, readJsonBody } from '../../eloqua/answers/read.ts'
import { readStartedSync } from '../../eloqua/answers/sync.ts'

/** A sync as POST answered it, or undefined when the body is no sync of Eloqua's, or one of something else than `target`. */
export function readSync(body: Buffer, target: string): WireSync | undefined {
  const json = readJsonBody(body)
  const sync = isKnown(json) ? readStartedSync(json.known, target) : json
  return isKnown(sync) ? sync.known : undefined
}
