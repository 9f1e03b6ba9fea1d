import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { InstallationPart } from './installation-part.tsx'

describe('InstallationPart', () => {
  it('says of each part whether it works, and never calls a part that was not tried a success', async () => {
    const copied: string[] = []
    const { user } = renderWithApi(<InstallationPart />, {
      checkInstallation: async () => [
        { check: 'sqlite', outcome: 'ok', detail: 'SQLite 3.53', ms: 3.4 },
        { check: 'workers', outcome: 'failed', detail: 'csv.worker.js: not found', ms: 9 },
        { check: 'notifications', outcome: 'not-here', ms: 0 },
      ],
      copyText: async ({ text }) => void copied.push(text),
    })
    await user.click(screen.getByRole('button', { name: 'Check this installation' }))
    const rows = await screen.findAllByRole('listitem')
    expect(rows).toHaveLength(3)
    expect(screen.getAllByRole('status').map((part) => part.textContent)).toContain(
      '1 works, 1 does not, 1 not on this runtime.',
    )
    expect(within(rows[1] as HTMLElement).getByText('Does not work').textContent).toBe('Does not work')
    expect(within(rows[2] as HTMLElement).getByText('Not on this runtime').textContent).toBe('Not on this runtime')
    await user.click(screen.getByRole('button', { name: 'Copy results' }))
    await screen.findByRole('button', { name: 'Results copied' })
    expect(copied[0]?.split('\n')[1]).toBe('Does not work        Background threads (9 ms): csv.worker.js: not found')
  })
})
