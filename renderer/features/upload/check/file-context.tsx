import type { FirstLook, SourceFile } from '../../../../shared/csv/csv.ts'
import { formatBytes } from '../../../../shared/words/numbers.ts'
import { readingWords } from '../../../../shared/words/reading.ts'
import { madeFromWords } from '../../../../shared/words/sources.ts'
import classes from './file-context.module.css'

interface FileContextProps {
  readonly file: SourceFile
  readonly look: FirstLook | undefined
  /** Rows, once the whole file was read. */
  readonly counted: number | undefined
}

/** The file in one line. A name that is too long gives way, what is known of the file does not. */
export function FileContext({ file, look, counted }: FileContextProps) {
  const { madeFrom } = look?.file ?? file
  const size = look ? readingWords(look, counted) : formatBytes(file.size)
  const facts = madeFrom ? `${madeFromWords(madeFrom, file.name)} · ${size}` : size
  return (
    <span className={classes.context} title={`${file.name} · ${facts}`}>
      <span className={classes.name}>{file.name}</span>
      <span className={classes.facts}> · {facts}</span>
    </span>
  )
}
