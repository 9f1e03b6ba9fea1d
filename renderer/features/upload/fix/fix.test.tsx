import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Fix, FixPreview } from '../../../../shared/csv/fixes.ts'
import { aCheck, aLook, aReport, checkApi, contactsFile } from '../../../testing/upload-samples.ts'
import { renderCheck, sendButton } from '../check/testing/render-check.tsx'
import { forgetOpenedFiles } from '../check/unfinished-checks.ts'

afterEach(forgetOpenedFiles)

const { reading } = aLook()
const dates = {
  column: 1,
  header: 'E-mail',
  field: 'email',
  kind: 'day-first',
  outcome: 'rejected',
  count: 3,
  examples: [{ row: 2, line: 3, value: '31/12/2026' }],
  suggestion: 'date-form',
} as const

/** Spaces stand in the first column; every other fix changes two cells. */
const previewOf = (fix: Fix): FixPreview => {
  const changes = fix.kind === 'trim' ? fix.column === 0 : fix.kind !== 'replace'
  const count = changes ? 2 : 0
  return {
    count,
    unread: 0,
    examples: changes ? [{ row: 7, before: 'before', after: 'after' }] : [],
    unreadExamples: [],
  }
}

function renderFixing(api: Partial<Api> = {}) {
  const makeFixes = vi.fn<Api['makeFixes']>(async ({ fixes }) => ({
    ...contactsFile,
    fileId: 'copy',
    madeFrom: {
      kind: 'fixes',
      name: contactsFile.name,
      fixes: fixes.map((fix) =>
        fix.kind === 'row'
          ? { kind: 'rows', rows: [fix.row], count: 1 }
          : { kind: 'trim', column: `column ${fix.column}`, count: 2 },
      ),
    },
  }))
  const startCheck = vi.fn<Api['startCheck']>(async () => ({ checkId: 'k1' }))
  const report = aReport({ values: [dates], heldBackRows: 1 })
  const view = renderCheck({
    ...checkApi(aCheck({ report })),
    startCheck,
    previewFixes: async ({ added }) => added.map(previewOf),
    makeFixes,
    forgetFixes: async () => {},
    listRowsToFix: async ({ which, offset, limit }) => ({
      items:
        which === 'held-back'
          ? [{ row: 12, isHeldBack: true, reason: 'The row has too few cells.', cells: ['A-1', 'short'] }]
          : [],
      offset,
      limit,
      totalResults: which === 'held-back' ? 1 : 0,
      hasMore: false,
    }),
    ...api,
  })
  return { ...view, makeFixes, startCheck }
}

describe('fixes of columns', () => {
  it('offers what would change the file, asks how dates are to be read, and makes only what is chosen', async () => {
    const { user, makeFixes, startCheck } = renderFixing()
    await user.click(await screen.findByRole('button', { name: 'Change dates in E-mail…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Fix columns before sending' })
    const date = await within(dialog).findByRole('checkbox', { name: 'Change dates in E-mail to 2026-12-31' })
    expect((date as HTMLInputElement).checked).toBe(false)
    expect(within(dialog).getAllByRole('checkbox')).toHaveLength(2)
    await user.click(date)
    expect(
      within(dialog)
        .getByRole('button', { name: /^Apply/ })
        .getAttribute('aria-disabled'),
    ).toBe('true')
    await user.selectOptions(
      within(dialog).getByRole('combobox', { name: /^What do the dates begin with/ }),
      'day-first',
    )
    expect(await within(dialog).findAllByText('2 cells')).toHaveLength(2)
    await user.click(within(dialog).getByRole('button', { name: 'Apply 2 fixes' }))
    expect(await screen.findByText('2 fixes')).toBeDefined()
    expect(makeFixes).toHaveBeenCalledWith({
      workId: expect.any(String),
      fileId: contactsFile.fileId,
      reading,
      fixes: [
        { kind: 'trim', column: 0 },
        { kind: 'date', column: 1, order: 'day-first' },
      ],
    })
    await vi.waitFor(() => expect(startCheck).toHaveBeenCalledTimes(1))
  })

  it('makes fixes of values before rows are left out as duplicates, in whatever order they were added', async () => {
    const { user, makeFixes } = renderFixing()
    await user.click(await screen.findByRole('button', { name: 'Fix columns…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Fix columns before sending' })
    for (const [kind, column] of [
      ['Leave out duplicates', 'E-mail'],
      ['Trim spaces', 'Notes'],
    ] as const) {
      await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Fix' }), kind)
      await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Column' }), column)
      await user.click(within(dialog).getByRole('button', { name: 'Add' }))
    }
    await user.click(within(dialog).getByRole('button', { name: 'Apply 3 fixes' }))
    await screen.findByText('3 fixes')
    expect(makeFixes.mock.lastCall?.[0].fixes.map(({ kind }) => kind)).toEqual(['trim', 'trim', 'duplicates'])
  })

  it('can each be undone, and all of them: then the file itself is checked again', async () => {
    const { user, makeFixes } = renderFixing()
    await user.click(await screen.findByRole('button', { name: 'Fix columns…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Fix columns before sending' })
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Column' }), 'Notes')
    await user.click(within(dialog).getByRole('button', { name: 'Add' }))
    await user.click(within(dialog).getByRole('button', { name: 'Apply 2 fixes' }))
    await user.click(await screen.findByRole('button', { name: 'Undo: Spaces trimmed in column 0: 2 cells' }))
    await screen.findByText('1 fix')
    expect(makeFixes.mock.lastCall?.[0].fixes).toEqual([{ kind: 'trim', column: 2 }])
    await user.click(screen.getByRole('button', { name: 'Undo all' }))
    await vi.waitFor(() => expect(screen.queryByText('1 fix')).toBeNull())
    expect(makeFixes).toHaveBeenCalledTimes(2)
    expect(await sendButton()).toBeDefined()
  })
})

describe('fixes of rows', () => {
  it('gives the row with its problem, fills up cells that are missing, and sends nothing that was not edited', async () => {
    const { user, makeFixes } = renderFixing()
    await user.click(await screen.findByRole('button', { name: 'Fix rows…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Fix rows before sending' })
    expect(await within(dialog).findByText('The row has too few cells.')).toBeDefined()
    const apply = within(dialog).getByRole('button', { name: /^Apply/ })
    expect(apply.getAttribute('aria-disabled')).toBe('true')
    const cell = within(dialog).getByRole('textbox', { name: 'E-mail of row 12' })
    await user.clear(cell)
    await user.type(cell, 'a@b.example')
    await user.click(within(dialog).getByRole('button', { name: 'Apply 1 edited row' }))
    expect(await screen.findByText('1 row edited: 12')).toBeDefined()
    expect(makeFixes.mock.lastCall?.[0].fixes).toEqual([{ kind: 'row', row: 12, cells: ['A-1', 'a@b.example', ''] }])
  })

  it('forgets an edit that is undone', async () => {
    const { user } = renderFixing()
    await user.click(await screen.findByRole('button', { name: 'Fix rows…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Fix rows before sending' })
    await user.type(await within(dialog).findByRole('textbox', { name: 'Notes of row 12' }), 'x')
    await user.click(within(dialog).getByRole('button', { name: 'Undo the edits of row 12' }))
    expect(
      within(dialog)
        .getByRole('button', { name: /^Apply/ })
        .getAttribute('aria-disabled'),
    ).toBe('true')
  })
})
