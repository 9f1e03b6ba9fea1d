import { AppError } from '../../../shared/contract/errors.ts'
import type { SourceRefusal } from '../../../shared/csv/sources.ts'
import { fileReasons } from '../../../shared/words/reasons.ts'

/** A file that cannot be a source of rows. What the user reads of it is made in the window. */
export function refuseSource(source: SourceRefusal): AppError {
  return new AppError({ code: 'source-refused', message: fileReasons.noSource, source })
}

export function damaged(): AppError {
  return refuseSource({ reason: 'damaged' })
}

export function unpacksToTooMuch(): AppError {
  return refuseSource({ reason: 'unpacks-to-too-much' })
}
