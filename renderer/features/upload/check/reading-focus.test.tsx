import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
import { proposalWords } from '../../../../shared/words/reading.ts'
import { aLook, aProblem } from '../../../testing/upload-samples.ts'
import { renderCheck } from './testing/render-check.tsx'
import { forgetOpenedFiles } from './unfinished-checks.ts'

afterEach(forgetOpenedFiles)

/** Main as it reads a file the way that it is told to. */
const takeFirstLook = async ({ fileId: _, ...chosen }: { fileId: string } & Partial<FirstLook['reading']>) => {
  const look = aLook()
  return { ...look, reading: { ...look.reading, ...chosen } }
}
const list = (name: string) => screen.findByRole('combobox', { name })

describe('the focus of who reads a file another way', () => {
  // That it stays on a list which was chosen from is shown in the real window: e2e/upload.spec.ts.
  it.each([
    ['Encoding', { encoding: 'windows-1252' }],
    ['Delimiter', { delimiter: ';' }],
    ['Header line', { headerLine: 3 }],
    ['Quotes', { trimQuotes: true }],
  ] as const)(
    'goes to the list in which an offered reading shows, and what it made of the file is said: %s',
    async (name, proposal) => {
      const offered = aProblem('blocks', 'Not so', { proposal })
      const { user } = renderCheck({
        // What the check finds is said as well, right behind it.
        startCheck: () => new Promise(() => {}),
        takeFirstLook: async ({ fileId, ...chosen }) => ({
          ...(await takeFirstLook({ fileId, ...chosen })),
          problems: Object.keys(chosen).length > 0 ? [] : [offered],
        }),
      })
      await user.click(await screen.findByRole('button', { name: proposalWords(proposal) }))
      await waitFor(async () => expect(document.activeElement).toBe(await list(name)))
      await waitFor(() => expect(document.body.textContent).toMatch(/File read again: .* 3 columns/))
    },
  )

  it('is left alone where nothing was chosen', async () => {
    renderCheck({ takeFirstLook })
    await list('Encoding')
    expect(document.activeElement).toBe(document.body)
  })
})
