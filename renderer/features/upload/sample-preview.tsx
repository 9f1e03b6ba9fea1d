import type { FirstLook } from '../../../shared/csv.ts'
import { Section } from './section.tsx'
import classes from './upload.module.css'

const SHOWN = 8

/** The first rows as they are read, so that a wrong encoding or separator is seen at a glance. */
export function SamplePreview({ look }: { readonly look: FirstLook }) {
  if (look.headers.length === 0) return null
  return (
    <Section title="First rows">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.sample} tabIndex={0} aria-label="First rows of the file">
        <table>
          <thead>
            <tr>
              {look.headers.map((header, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity; names may repeat
                <th key={column} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.sample.slice(0, SHOWN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are told apart by their place alone
              <tr key={index}>
                {look.headers.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={column}>{row[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  )
}
