import { useQuery } from '@tanstack/react-query'
import { screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { RunDifferences } from '../../../../shared/contract/run-questions.ts'
import { syncsQuery } from '../../../entities/sync/sync-queries.ts'
import { giveEverythingASize } from '../../../testing/layout.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { aSync, belgianContacts, onePage } from '../../../testing/samples.ts'
import { aRun } from '../testing/fake-run.ts'
import { CompareScreen } from './compare-screen.tsx'

const KEPT = { name: 'Last week', at: '2025-10-27T14:00:00Z', until: '2026-01-27T14:00:00Z' }
const NOW = aRun({ runId: 'now' })
const BEFORE = aRun({ runId: 'before', syncId: 65_000, syncEndedAt: '2025-10-27T14:00:00Z', kept: KEPT })
const ELSEWHERE = aRun({ runId: 'else', definition: { uri: '/contacts/exports/8', name: 'Others' }, kept: KEPT })

const SAME: RunDifferences = {
  columnsOnlyBefore: [],
  columnsOnlyAfter: [],
  columnsInBoth: NOW.columns,
  isReordered: false,
  definition: false,
  otherFields: [],
  user: false,
  company: false,
  incompleteBefore: false,
  incompleteAfter: false,
}

function compareApi() {
  return {
    openKeptRun: async ({ runId }) => (runId === 'now' ? NOW : BEFORE),
    closeRun: async () => {},
    listKeptRuns: async () => [BEFORE, ELSEWHERE],
    listSyncs: async () => onePage([]),
    proposeRunKey: async () => ({
      candidates: [{ columns: ['email'], uniqueBefore: 1, uniqueAfter: 1 }],
      differences: { ...SAME, definition: true },
    }),
    compareRuns: vi.fn<Api['compareRuns']>(async () => ({
      comparisonId: 'c1',
      added: 0,
      removed: 2,
      changed: 1,
      same: 11_999,
      duplicateBefore: 1,
      duplicateAfter: 0,
      columns: NOW.columns,
      changedByColumn: [{ column: 'country', rows: 1 }],
      differences: SAME,
    })),
    openComparisonPart: async ({ part }) => ({
      runId: part === 'changed' ? 'now' : 'before',
      view: { viewId: part, rows: part === 'changed' ? 1 : 2, outOf: 12_000 },
    }),
    readComparison: async () => ({
      rows: [
        {
          before: ['ana@example.com', 'Ana', 'France', '1'],
          after: ['ana@example.com', 'Ana', 'Belgium', '1'],
          changed: [2],
          numberBefore: 4,
          numberAfter: 6,
        },
      ],
    }),
    readRunRows: async () => ({
      rows: [
        ['gone@example.com', 'Gone', '', '2'],
        ['left@example.com', 'Left', '', '3'],
      ],
      numbers: [8, 9],
    }),
    closeComparison: async () => {},
    saveRun: vi.fn<Api['saveRun']>(async () => ({ transferId: 't1' })),
  } satisfies Partial<Api>
}

/** A screen that shows the syncs, from which the comparison is opened. */
function OpensLater() {
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(syncsQuery({ offset: 0 }))
  if (isOpen) return <CompareScreen runId="now" />
  return data ? <button type="button" onClick={() => setIsOpen(true)}>{`Compare ${data.items.length}`}</button> : null
}

beforeEach(() => giveEverythingASize({ width: 900, height: 600 }))

async function compare() {
  const api = compareApi()
  const view = renderWithApi(<CompareScreen runId="now" />, api)
  await view.user.click(await screen.findByRole('combobox', { name: 'Compare with' }))
  const choices = await screen.findAllByRole('option')
  expect(choices.map((choice) => choice.textContent)).toEqual([expect.stringMatching(/^Last week/)])
  await view.user.click(choices[0] as HTMLElement)
  expect(await screen.findByText('The definition changed between the runs.')).toBeTruthy()
  await view.user.click(screen.getByRole('button', { name: 'Compare runs' }))
  return { ...view, api }
}

describe('CompareScreen', () => {
  it('offers the other runs of the same export, proposes the key, and counts what differs', async () => {
    const { api } = await compare()
    expect(await screen.findByText('Removed 2')).toBeTruthy()
    expect(screen.getByText('Changed 1')).toBeTruthy()
    expect(screen.getByText('11,999 rows the same')).toBeTruthy()
    expect(screen.getByText(/1 row has a blank or repeated key and was not compared/)).toBeTruthy()
    expect(api.compareRuns).toHaveBeenCalledExactlyOnceWith({ before: 'before', after: 'now', key: ['email'] })
  })

  it('shows removed rows, and marks changed cells with what they were', async () => {
    const { user } = await compare()
    const removed = await screen.findByRole('grid', { name: 'Removed rows' })
    expect(await within(removed).findByText('gone@example.com')).toBeTruthy()
    await user.click(screen.getByText('Changed 1'))
    const changed = await screen.findByRole('grid', { name: 'Changed rows' })
    const cell = await within(changed).findByText('Belgium')
    expect(cell.title).toBe('Was: France')
    changed.focus()
    await user.keyboard(' ')
    const panel = await screen.findByRole('table', { name: 'Row 7' })
    expect(within(panel).getByText('France')).toBeTruthy()
  })

  it('offers a run that ended after another screen had read the syncs, even a moment ago', async () => {
    const older = aSync(65_001, belgianContacts, { syncedInstanceUri: String(NOW.definition?.uri) })
    const listSyncs = vi.fn<Api['listSyncs']>(async () => onePage([older])).mockResolvedValueOnce(onePage([]))
    const { user } = renderWithApi(<OpensLater />, { ...compareApi(), listKeptRuns: async () => [], listSyncs })
    await user.click(await screen.findByRole('button', { name: 'Compare 0' }))
    await user.click(await screen.findByRole('combobox', { name: 'Compare with' }))
    expect(await screen.findByRole('option', { name: /65,?001/ })).toBeTruthy()
  })

  it('saves a part', async () => {
    const { user, api } = await compare()
    await user.click(await screen.findByRole('button', { name: 'Save these rows' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Excel (.xlsx)' }))
    await waitFor(() =>
      expect(api.saveRun).toHaveBeenCalledWith({ runId: 'before', viewId: 'removed', format: 'xlsx' }),
    )
  })
})
