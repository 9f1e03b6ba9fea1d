import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { FirstLook } from '../../../../shared/csv/csv.ts'
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
  it.each(['Encoding', 'Delimiter', 'Quotes', 'Header line'])(
    'stays on the list that was chosen from, and the new reading is said: %s',
    async (name) => {
      const { user } = renderCheck({ takeFirstLook })
      const before = await list(name)
      before.focus()
      await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
      await waitFor(() => expect(document.body.textContent).toMatch(/File read again: .* 3 columns/))
      expect(document.activeElement).toBe(await list(name))
      expect(document.activeElement).not.toBe(before)
    },
  )

  it('goes to the list in which an offered reading shows', async () => {
    const offered = aProblem('row', 'Lines stand above', { proposal: { headerLine: 3 } })
    const { user } = renderCheck({
      takeFirstLook: async (request) => ({
        ...(await takeFirstLook(request)),
        problems: request.headerLine ? [] : [{ ...offered, severity: 'blocks' as const }],
      }),
    })
    await user.click(await screen.findByRole('button', { name: /line 3/ }))
    await waitFor(async () => expect(document.activeElement).toBe(await list('Header line')))
  })

  it('is left alone where nothing was chosen', async () => {
    renderCheck({ takeFirstLook })
    await list('Encoding')
    expect(document.activeElement).toBe(document.body)
  })
})
