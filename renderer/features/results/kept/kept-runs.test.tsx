import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Run } from '../../../../shared/contract/run.ts'
import { giveEverythingASize } from '../../../testing/layout.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { currentRoute } from '../../../window/navigation.ts'
import { ResultsScreen } from '../results-screen.tsx'
import { aRun, STORAGE } from '../testing/fake-run.ts'

const KEPT = aRun({
  expiresAt: '2025-11-04T02:00:00Z',
  kept: { name: 'Before the cleanup', at: '2025-11-03T15:00:00Z', until: '2026-02-01T15:00:00Z' },
})

function keptApi(runs: readonly Run[]) {
  let left = runs
  return {
    listConnections: async () => ({ connections: [] }),
    listKeptRuns: async () => left,
    getRunStorage: async () => STORAGE,
    removeKeptRun: vi.fn<Api['removeKeptRun']>(async () => {
      left = []
    }),
  } satisfies Partial<Api>
}

beforeEach(() => giveEverythingASize({ width: 900, height: 600 }))

describe('the kept results', () => {
  it('are listed with whose they are and how big, and open', async () => {
    const { user } = renderWithApi(<ResultsScreen place="kept" />, keptApi([KEPT]))
    expect(await screen.findByText('Belgian contacts')).toBeTruthy()
    expect(screen.getByText('12,000')).toBeTruthy()
    expect(screen.getByText('480 kB')).toBeTruthy()
    expect(screen.getByText('jane · ACME')).toBeTruthy()
    await user.click(screen.getByText('Before the cleanup'))
    expect(currentRoute()).toEqual({ screen: 'run', runId: 'r1' })
  })

  it('are removed only after a question that says whether Eloqua still has them', async () => {
    const api = keptApi([KEPT])
    const { user } = renderWithApi(<ResultsScreen place="kept" />, api)
    await user.click(await screen.findByRole('button', { name: 'Remove Before the cleanup' }))
    expect(await screen.findByText(/Eloqua no longer has them, so this can’t be undone/)).toBeTruthy()
    expect(api.removeKeptRun).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Remove rows' }))
    await waitFor(() => expect(api.removeKeptRun).toHaveBeenCalledExactlyOnceWith({ runId: 'r1' }))
    expect(await screen.findByText('No kept results yet')).toBeTruthy()
  })
})
