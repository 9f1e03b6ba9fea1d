import { Select } from '@mantine/core'
import type { Delimiter, Encoding, FirstLook } from '../../../shared/csv.ts'
import { formatBytes, formatCounted } from '../../components/numbers.ts'
import { ProblemList } from './problem-list.tsx'
import type { ReadingChoice } from './queries.ts'
import classes from './upload.module.css'

const ENCODINGS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252 (Western)',
}
const DELIMITERS: Readonly<Record<Delimiter, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }

/** The file in one line: `contacts.csv · 41.2 MB · about 12,400 rows · 8 columns · UTF-8 with BOM · comma`. */
export function fileWords({ file, reading, rows, headers }: FirstLook): string {
  const count = `${rows.exact ? '' : 'about '}${formatCounted(rows.count, 'row')}`
  const encoding = `${ENCODINGS[reading.encoding]}${reading.hasBom ? ' with BOM' : ''}`
  const columns = formatCounted(headers.length, 'column')
  return [file.name, formatBytes(file.size), count, columns, encoding, DELIMITERS[reading.delimiter]].join(' · ')
}

interface FileFactsProps {
  readonly look: FirstLook
  readonly choice: ReadingChoice
  readonly onChoose: (choice: ReadingChoice) => void
}

/** How the file is read, which may be put right, and what its first part shows. */
export function FileFacts({ look, choice, onChoose }: FileFactsProps) {
  return (
    <div className={classes.reading}>
      <div className={classes.readingChoices}>
        <Select
          label="Encoding"
          value={look.reading.encoding}
          data={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))}
          onChange={(value) => onChoose({ ...choice, encoding: (value ?? undefined) as Encoding | undefined })}
        />
        <Select
          label="Separator"
          value={look.reading.delimiter}
          data={Object.entries(DELIMITERS).map(([value, label]) => ({ value, label }))}
          onChange={(value) => onChoose({ ...choice, delimiter: (value ?? undefined) as Delimiter | undefined })}
        />
        <Select
          label="Quotes inside cells"
          value={look.reading.looseQuotes ? 'text' : 'strict'}
          data={[
            { value: 'strict', label: 'hold the row back' },
            { value: 'text', label: 'are text' },
          ]}
          onChange={(value) => onChoose({ ...choice, looseQuotes: value === 'text' })}
        />
      </div>
      <ProblemList problems={look.problems} />
    </div>
  )
}
