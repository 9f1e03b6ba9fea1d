import type { Reading, ReadingProposal, SourceFile } from '../../../shared/csv/csv.ts'
import type { CsvEngine } from '../../csv/engine.ts'
import type { SourceFiles } from './source-files.ts'

interface LookServices {
  readonly engine: Pick<CsvEngine, 'firstLook'>
  readonly files: SourceFiles
}

/** The first look at a file, read as the user chose and otherwise as its bytes say. */
export function takeLook({ engine, files }: LookServices, fileId: string, choice: ReadingProposal) {
  const ends = files.ends(fileId)
  const written = { ...writtenAs(files.find(fileId)), ...(ends ? { ends } : {}) }
  return engine.firstLook({ path: files.stamp(fileId).path, ...written, ...choice })
}

/** How we wrote a file ourselves need not be guessed. */
function writtenAs({ madeFrom }: SourceFile): Pick<Partial<Reading>, 'encoding' | 'delimiter'> {
  return madeFrom?.kind === 'excel' || madeFrom?.kind === 'json' ? { encoding: 'utf-8', delimiter: ',' } : {}
}
