import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { Transfer } from '../../../../shared/contract/transfer.ts'
import type { RejectedRow, Upload } from '../../../../shared/uploads/upload.ts'
import { onePage } from '../../../testing/samples.ts'
import { anUpload, aRejectedRow, contactsFile } from '../../../testing/upload-samples.ts'
import { currentRoute } from '../../../window/navigation.ts'
import { renderUpload } from './testing/render-upload.tsx'

const log = (statusCode: string, count: number) =>
  ({
    syncUri: '/syncs/7',
    statusCode,
    count,
    severity: 'warning',
    message: 'x',
    createdAt: '2025-11-20T14:00:00Z',
  }) as const

const REJECTED = anUpload({
  outcome: { kind: 'finished' },
  syncUris: ['/syncs/7'],
  syncStatuses: { '/syncs/7': 'warning' },
  logs: [log('ELQ-00069', 117), log('ELQ-00060', 2)],
  ledger: { inFile: 120, heldBack: 1, sent: 119, created: 117, rejected: 2, unexplained: 0 },
})

const ROWS = [
  aRejectedRow(3, { activityId: 'A-3', email: 'nobody@example.com' }),
  aRejectedRow(9, { activityId: '0009', email: 'two\r\nlines' }),
]

function renderRejected(upload: Upload, api: Partial<Api> = {}) {
  return renderUpload(upload, { listRejectedRows: async () => onePage(ROWS), ...api })
}

const figure = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent

describe('the state of an upload', () => {
  it('is done in green only when nothing was rejected', async () => {
    const ledger = { inFile: 120, heldBack: 1, sent: 119, created: 119, unexplained: 0 }
    renderRejected(anUpload({ outcome: { kind: 'finished' }, ledger }))
    expect(await screen.findByText('Done')).toBeDefined()
    // Once to be read, once to be heard.
    expect(screen.getAllByText('119 rows imported.')).toHaveLength(2)
  })

  it('says with its state how many rows were rejected', async () => {
    renderRejected(REJECTED)
    const badge = await screen.findByText('Done, 2 rejected')
    expect(badge.closest('[data-tone]')?.getAttribute('data-tone')).toBe('amber')
  })

  it('says with its state how many rows Eloqua did not report on', async () => {
    const ledger = { inFile: 12, heldBack: 0, sent: 12, processed: 12, created: 6, unexplained: 6 }
    renderRejected(anUpload({ ledger, outcome: { kind: 'finished' } }))
    const badge = await screen.findByText('Done, 6 not reported')
    expect(badge.closest('[data-tone]')?.getAttribute('data-tone')).toBe('amber')
  })

  it('tells cancelled from stopped', async () => {
    const error = { code: 'cancelled', message: 'Cancelled by you.' } as const
    renderRejected(anUpload({ state: 'stopped', error, outcome: { kind: 'stopped' } }))
    expect(await screen.findByText('Canceled')).toBeDefined()
    expect(screen.queryByText('Details')).toBeNull()
  })

  it('follows what main tells of it', async () => {
    let now = anUpload({ state: 'syncing' })
    const { emit } = renderRejected(now, { getUpload: async () => now })
    await screen.findByText('Syncing')
    now = REJECTED
    act(() => emit('upload-changed', { uploadId: 'u1' }))
    expect(await screen.findByText('Done, 2 rejected')).toBeDefined()
  })

  it('lists rows that were counted as rejected only after the log was read', async () => {
    let now = anUpload({ ...REJECTED, state: 'syncing', events: [] })
    const listRejectedRows = vi.fn<Api['listRejectedRows']>(async () => onePage(now.events.length > 0 ? ROWS : []))
    const { emit } = renderRejected(now, { getUpload: async () => now, listRejectedRows })
    await waitFor(() => expect(listRejectedRows).toHaveBeenCalled())
    expect(screen.queryByRole('button', { name: 'Save rejected rows with reasons' })).toBeNull()
    const event = { kind: 'sync-ended', syncUri: '/syncs/7', status: 'warning', unread: [] } as const
    now = { ...REJECTED, events: [{ at: '2025-11-20T14:00:00Z', event }] }
    act(() => emit('upload-changed', { uploadId: 'u1' }))
    expect(await screen.findByRole('button', { name: 'Save rejected rows with reasons' })).toBeDefined()
  })

  it('shows where every row went, in sums', async () => {
    renderRejected(REJECTED)
    await screen.findByRole('heading', { name: 'Results' })
    expect(['Rows in the file', 'Sent', 'Not sent', 'Created', 'Rejected'].map(figure)).toEqual([
      '120',
      '119',
      '1',
      '117',
      '2',
    ])
  })
})

describe('where the rows went', () => {
  it('is read aloud as a table', async () => {
    renderRejected(REJECTED)
    const table = await screen.findByRole('table', { name: 'Where the rows of the file went' })
    const lines = within(table)
      .getAllByRole('row')
      .map((row) => row.textContent)
    expect(lines.slice(1)).toEqual([
      'Rows in the file120',
      'Sent119',
      'Not sent1',
      'Eloqua’s result for 119 rows:119',
      'Created117',
      'Rejected2',
    ])
  })

  it('is drawn with every part in sight', async () => {
    const { container } = renderRejected(REJECTED)
    await screen.findByRole('heading', { name: 'Results' })
    const kinds = [...container.querySelectorAll('rect')].map((part) => part.getAttribute('data-kind'))
    expect(kinds).toEqual(['sent', 'held-back', 'created', 'rejected'])
  })

  it('does not call the rows of a copy with fixes, which may leave some out, those of the file', async () => {
    const file = { ...REJECTED.file, madeFrom: { kind: 'fixes', name: 'people.csv', fixes: [] } } as const
    renderRejected({ ...REJECTED, file })
    await screen.findByRole('heading', { name: 'Results' })
    expect(figure('Rows after fixes')).toBe('120')
  })

  it('counts duplicates apart from rejected rows, in the badge, the figures, the sentence and the title of their list', async () => {
    const ledger = { inFile: 20, heldBack: 0, sent: 20, created: 6, rejected: 0, duplicates: 14, unexplained: 0 }
    const list = { ...onePage(ROWS), totalResults: 14 }
    renderRejected(anUpload({ ...REJECTED, ledger }), { listRejectedRows: async () => list })
    expect(await screen.findByText('Done, 14 duplicates')).toBeDefined()
    expect(figure('Duplicates')).toBe('14')
    expect(screen.getAllByText(/^6 of 20 rows imported\. 14 were duplicates\./)).toHaveLength(2)
    expect(await screen.findByRole('heading', { name: 'Duplicates (14)' })).toBeDefined()
  })

  it('does not call rows rejected that Eloqua imported without some of their values', async () => {
    const ledger = { inFile: 20, heldBack: 0, sent: 20, created: 15, updated: 5, unexplained: 0 }
    const logs = [log('ELQ-00040', 17), log('ELQ-00144', 17)]
    const list = { ...onePage(ROWS), totalResults: 17 }
    renderRejected(anUpload({ ...REJECTED, ledger, logs }), { listRejectedRows: async () => list })
    expect(await screen.findAllByText('20 rows imported. Eloqua rejected values in 17 rows.')).toHaveLength(2)
    expect(await screen.findByText('Done, values rejected')).toBeDefined()
    expect(await screen.findByRole('heading', { name: 'Rows with rejected values (17)' })).toBeDefined()
  })
})

describe('an upload that failed or was canceled', () => {
  const stopped = anUpload({
    state: 'stopped',
    outcome: { kind: 'stopped' },
    ledger: { inFile: 9, heldBack: 0, sent: 0, staged: 4 },
  })

  it('is sent again from its page: the same file to the same definition, through the check', async () => {
    const { user } = renderRejected(stopped, { openFileAgain: async () => contactsFile })
    await user.click(await screen.findByRole('button', { name: 'Send again…' }))
    await waitFor(() =>
      expect(currentRoute()).toMatchObject({ files: [contactsFile], targetUri: '/activities/imports/2900' }),
    )
  })

  it('goes on from its page where this run of the app saw it fail', async () => {
    const failed = { transferId: 't1', state: 'failed', uploadId: 'u1' } as Transfer
    const retryTransfer = vi.fn(async () => {})
    const { user } = renderRejected(stopped, { listTransfers: async () => [failed], retryTransfer })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(retryTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
  })

  it('does not say that anything was sent where it ended before the first part', async () => {
    renderRejected(anUpload({ ...stopped, ledger: { inFile: 9, heldBack: 0, sent: 0 } }))
    expect(await screen.findByRole('heading', { name: 'What was to be sent' })).toBeDefined()
    expect(figure('Not reached')).toBe('9')
  })

  it('calls nothing sent that was only staged', async () => {
    renderRejected(stopped)
    await screen.findByRole('heading', { name: 'Results' })
    expect([figure('Sent'), figure('Staged'), figure('Not reached')]).toEqual(['0', '4', '5'])
  })
})

describe('while it runs', () => {
  it('says what cancelling means, and cancels', async () => {
    const transfer: Transfer = {
      transferId: 't1',
      kind: 'upload',
      title: 'x',
      state: 'running',
      progress: { unit: 'bytes', done: 10_000_000, total: 40_000_000, part: 2, parts: 3 },
      message: 'Sending part 2 of 3',
      cancelMeans: 'Stops sending and deletes the temporary copy.',
      startedAt: '2025-11-20T14:00:00Z',
      uploadId: 'u1',
    }
    const cancelTransfer = vi.fn(async () => {})
    const { user } = renderRejected(anUpload({ state: 'sending' }), {
      listTransfers: async () => [transfer],
      cancelTransfer,
    })
    expect(await screen.findByText('Stops sending and deletes the temporary copy.')).toBeDefined()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
    expect(screen.getByText('part 2 of 3 · 10 MB of 40 MB')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Cancel upload' }))
    expect(cancelTransfer).toHaveBeenCalledExactlyOnceWith({ transferId: 't1' })
  })

  it('offers each answer to a question once, with what it means, and gives one answer only', async () => {
    const answerUpload = vi.fn(async () => {})
    const choices = ['send-again', 'stop'] as const
    const question = { kind: 'part-in-doubt', parts: [1], cause: 'no-answer', choices } as const
    const { user } = renderRejected(anUpload({ state: 'needs-you', question }), { answerUpload })
    const asked = await screen.findByRole('alert', { name: /while sending part 2/ })
    expect(
      within(asked)
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['Send again', 'Stop'])
    expect(within(asked).getByText('If it had arrived, its rows are recorded twice.')).toBeDefined()
    await user.click(within(asked).getByRole('button', { name: 'Send again' }))
    await user.click(within(asked).getByRole('button', { name: 'Stop' }))
    expect(answerUpload).toHaveBeenCalledExactlyOnceWith({ uploadId: 'u1', choice: 'send-again' })
  })
})

describe('the buttons of the page', () => {
  const filled = () => screen.queryAllByRole('button').filter(({ dataset }) => dataset.variant === 'filled')
  const unsent = async () => ({ ...onePage([{ row: 4, reason: 'short', cells: ['a'] }]), headers: ['Email'] })

  it.each([
    ['staged', 'Import 119 rows now'],
    ['stopped', 'Send again…'],
    ['done', 'Fix and resend…'],
  ] as const)('have one that stands out, by the state: %s', async (state, name) => {
    renderRejected(
      { ...REJECTED, state, ledger: { ...REJECTED.ledger, staged: 119 } },
      { listUnsentRows: unsent as never },
    )
    await screen.findByRole('button', { name: 'Save rows that weren’t sent' })
    await waitFor(() => expect(filled().map(({ textContent }) => textContent)).toEqual([name]))
  })
})

describe('rejected rows', () => {
  it('say their whole reason, with Eloqua’s own words, and copy it', async () => {
    const copyText = vi.fn<Api['copyText']>(async () => {})
    const message = 'The value is longer than the field allows. '.repeat(12).trim()
    const rows = [{ ...(ROWS[0] as RejectedRow), message }]
    const { user } = renderRejected(REJECTED, { listRejectedRows: async () => onePage(rows), copyText })
    const cell = (await screen.findByText(`Eloqua: “${message}”`)).closest('td')
    expect(cell?.dataset.wraps).toBe('true')
    await user.pointer({ keys: '[MouseRight]', target: cell as Element })
    await user.click(await screen.findByRole('menuitem', { name: 'Copy reason' }))
    expect(copyText).toHaveBeenCalledExactlyOnceWith({ text: expect.stringContaining(`“${message}” · ELQ-00085`) })
  })

  it('stand beside their row of the file, and the doubt is said where several fit', async () => {
    const rows = [ROWS[0], { ...ROWS[1], ambiguous: true }, { ...ROWS[1], recordIndex: 11, fileRow: undefined }]
    renderRejected(REJECTED, { listRejectedRows: async () => onePage(rows as typeof ROWS) })
    const table = await screen.findByRole('grid', { name: 'Rejected rows' })
    const places = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.firstElementChild?.textContent)
    expect(places).toEqual(['3', '9 or alike', 'not found'])
  })

  it('are fixed in place: only the rows left ticked, with untouched text as it was sent', async () => {
    const fixRejected = vi.fn<Api['fixRejected']>(async () => contactsFile)
    const { user } = renderRejected(REJECTED, { fixRejected })
    await user.click(await screen.findByRole('button', { name: 'Fix and resend…' }))
    const dialog = await screen.findByRole('dialog', { name: /Fix and resend rejected rows/ })
    await user.click(await within(dialog).findByRole('checkbox', { name: 'Send row 3' }))
    await user.type(within(dialog).getByRole('textbox', { name: 'activityId of row 9' }), '-b')
    await user.click(within(dialog).getByRole('button', { name: 'Review 1 row' }))
    expect(fixRejected).toHaveBeenCalledExactlyOnceWith({
      uploadId: 'u1',
      headers: ['activityId', 'email'],
      rows: [['0009-b', 'two\r\nlines']],
    })
    await waitFor(() =>
      expect(currentRoute()).toMatchObject({
        files: [contactsFile],
        targetUri: '/activities/imports/2900',
        mapping: { fields: [{ field: 'activityId' }, { field: 'email' }] },
      }),
    )
  })

  it('are not ticked where Eloqua took all but a field of an activity, which would be recorded twice', async () => {
    const taken = { ...aRejectedRow(3, { activityId: 'A-3', email: 'x' }), statusCode: 'ELQ-00040' }
    const { user } = renderRejected(REJECTED, { listRejectedRows: async () => onePage([taken, ROWS[1] ?? taken]) })
    await user.click(await screen.findByRole('button', { name: 'Fix and resend…' }))
    const ticked = async (row: number) =>
      (await screen.findByRole('checkbox', { name: `Send row ${row}` })) as HTMLInputElement
    expect((await ticked(3)).checked).toBe(false)
    expect((await ticked(9)).checked).toBe(true)
    expect(screen.getByText(/recorded twice/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Review 1 row' })).toBeDefined()
  })

  it('are all there to be fixed, not only those of the page on screen', async () => {
    const many = Array.from({ length: 1_150 }, (_, row) =>
      aRejectedRow(row + 1, { activityId: `A-${row}`, email: 'x' }),
    )
    const fixRejected = vi.fn<Api['fixRejected']>(async () => contactsFile)
    const { user } = renderRejected(REJECTED, {
      fixRejected,
      listRejectedRows: async ({ offset, limit }) => ({
        items: many.slice(offset, offset + limit),
        offset,
        limit,
        totalResults: many.length,
        hasMore: offset + limit < many.length,
      }),
    })
    await user.click(await screen.findByRole('button', { name: 'Fix and resend…' }))
    await user.click(await screen.findByRole('button', { name: 'Review 1,150 rows' }))
    expect(fixRejected.mock.calls[0]?.[0].rows).toHaveLength(1_150)
  })

  it('cannot be sent when none is ticked', async () => {
    const { user } = renderRejected(REJECTED)
    await user.click(await screen.findByRole('button', { name: 'Fix and resend…' }))
    await user.click(await screen.findByRole('checkbox', { name: 'Send all rows' }))
    expect(screen.getByRole('button', { name: /^Review 0/ }).getAttribute('aria-disabled')).toBe('true')
  })
})

describe('the receipt', () => {
  it('is saved on request', async () => {
    const saveReceipt = vi.fn(async () => ({ saved: true }))
    const { user } = renderRejected(REJECTED, { saveReceipt })
    await user.click(await screen.findByRole('button', { name: 'Save receipt' }))
    expect(saveReceipt).toHaveBeenCalledExactlyOnceWith({ uploadId: 'u1' })
    expect(await screen.findByRole('button', { name: 'Receipt saved' })).toBeDefined()
  })

  it('names the columns as they were confirmed, and every step that was taken', async () => {
    const events = [{ at: '2025-11-20T14:00:00Z', event: { kind: 'sync-started', syncUri: '/syncs/7' } }] as const
    renderRejected(anUpload({ events }))
    expect(await screen.findByText('E-mail → email')).toBeDefined()
    expect(screen.getByText('Started sync 7.')).toBeDefined()
  })
})
