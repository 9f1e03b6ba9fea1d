import { memo } from 'react'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
import { formatCount } from '../../../../shared/words/numbers.ts'
import { checkScreen } from '../../../../shared/words/upload-check.ts'
import { mappingWords } from '../../../../shared/words/upload-mapping.ts'
import type { ReadingChoice } from '../queries.ts'
import { Section } from '../section.tsx'
import { ReadingChoices } from './reading-choices.tsx'
import type { ReadingFocus } from './reading-focus.ts'
import classes from './sample-preview.module.css'

const SHOWN = 6

interface SamplePreviewProps {
  readonly look: FirstLook
  readonly choice: ReadingChoice
  readonly focus: ReadingFocus
  readonly onChoose: (choice: ReadingChoice) => void
}

/** The first rows as they are read, so that a wrong encoding or separator is seen at a glance, and put right beside it. */
export const SamplePreview = memo(function SamplePreview({ look, ...of }: SamplePreviewProps) {
  return (
    <Section title={checkScreen.preview} aside={<ReadingChoices look={look} {...of} />}>
      {look.headers.length === 0 ? <p className={classes.none}>{checkScreen.noRows}</p> : <Rows look={look} />}
    </Section>
  )
})

function Rows({ look }: { readonly look: FirstLook }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.sample} tabIndex={0} aria-label={checkScreen.previewRows}>
      <table>
        <thead>
          <tr>
            <th scope="col" data-place>
              <span aria-hidden>#</span>
              <span className={classes.unseen}>{checkScreen.previewRow}</span>
            </th>
            {look.headers.map((header, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity; names may repeat
              <th key={column} scope="col" title={header}>
                {header || <span className={classes.unseen}>{mappingWords.unnamed(column + 1)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {look.sample.slice(0, SHOWN).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are told apart by their place alone
            <tr key={index}>
              <td data-place>{formatCount(index + 1)}</td>
              {look.headers.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} title={row[column]}>
                  {row[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
