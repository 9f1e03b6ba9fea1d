import { useQuery } from '@tanstack/react-query'
import { copyChoice, type SourceFile } from '../../../../shared/csv/csv.ts'
import { firstLookQuery } from '../queries.ts'
import { sureReading, useSureReading } from './auto-reading.tsx'
import type { Draft, DraftChange } from './draft.ts'

/** The first look at a file, or at the copy with its fixes. What is sure about how to read it is followed without asking. */
export function useLook(file: SourceFile, draft: Draft, onDraft: (changed: DraftChange) => void) {
  const given = useQuery(firstLookQuery(file.fileId, draft.choice))
  const reading = given.data?.reading
  const copy = useQuery({
    ...firstLookQuery(draft.fixed?.file.fileId ?? '', reading ? copyChoice(reading) : {}),
    enabled: draft.fixed !== undefined && reading !== undefined,
  })
  const sure = sureReading(given.data, draft)
  useSureReading(sure, onDraft)
  return {
    look: draft.fixed ? copy : given,
    /** How the user's own file is read. */
    reading,
    /** Another look is on its way, by a reading that is sure. */
    isRereading: sure !== undefined,
  }
}
