import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { SourceFile } from '../../../../shared/csv/csv.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import { aCheck, aLook, checkApi, contactsFile, eventRegistrations } from '../../../testing/upload-samples.ts'
import { currentRoute, go, useRoute } from '../../../window/navigation.ts'
import { forgetOpenedFiles } from '../check/unfinished-checks.ts'
import { UploadScreen } from '../upload-screen.tsx'

afterEach(forgetOpenedFiles)

const workbook: SourceFile = { ...contactsFile, fileId: 'w', name: 'list.xlsx', format: 'workbook' }
const made: SourceFile = {
  ...contactsFile,
  fileId: 'm',
  name: 'list - Contacts.csv',
  madeFrom: { kind: 'excel', name: 'list.xlsx', sheet: 'Contacts' },
}
const SHEETS = [
  { index: 0, name: 'Notes', isHidden: true },
  { index: 1, name: 'Contacts', isHidden: false, rows: 1_201, columns: 12 },
]

function Shown() {
  const route = useRoute()
  return route.screen === 'upload' ? <UploadScreen {...route} /> : <p>elsewhere</p>
}

function open(files: readonly SourceFile[], api: Partial<Api>) {
  go({ screen: 'syncs' })
  go({ screen: 'upload', files, targetUri: eventRegistrations.uri })
  return renderWithApi(<Shown />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    ...checkApi(),
    takeFirstLook: async () => aLook({ file: made }),
    startCheck: async ({ fileId }) => ({ checkId: fileId }),
    getCheck: async ({ checkId }) => aCheck({ checkId }),
    listSheets: async () => SHEETS,
    makeRows: async () => made,
    cancelMaking: async () => {},
    ...api,
  })
}

describe('a workbook', () => {
  it('offers its sheets, and goes on with the rows of the chosen one, for the same definition', async () => {
    const makeRows = vi.fn(async () => made)
    const { user } = open([workbook], { makeRows })
    expect(await screen.findByRole('row', { name: /^Contacts 1,201 12/ })).toBeDefined()
    expect(screen.getByRole('row', { name: /^Notes hidden in Excel Not known/ })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Review rows of Contacts' }))
    expect(await screen.findByTitle(/^list - Contacts\.csv · From sheet Contacts of list\.xlsx · /)).toBeDefined()
    expect(await screen.findByText(eventRegistrations.name)).toBeDefined()
    expect(makeRows).toHaveBeenCalledExactlyOnceWith({ fileId: 'w', sheet: 1 })
    await user.click(screen.getByRole('button', { name: 'Choose another sheet' }))
    expect(await screen.findByRole('row', { name: /^Contacts 1,201 12/ })).toBeDefined()
  })

  it('stays one draft while its rows are checked, and is gone on with where it was left', async () => {
    const makeRows = vi.fn(async () => made)
    const { user } = open([workbook], { makeRows })
    await user.click(await screen.findByRole('button', { name: 'Review rows of Contacts' }))
    await screen.findByTitle(/From sheet Contacts of list\.xlsx/)
    for (let time = 0; time < 2; time += 1) {
      act(() => go({ screen: 'syncs' }))
      act(() => go({ screen: 'upload' }))
      await screen.findByRole('heading', { name: '1 draft' })
      await user.click(screen.getByRole('button', { name: 'Continue with list - Contacts.csv' }))
      await screen.findByTitle(/From sheet Contacts of list\.xlsx/)
    }
    expect(makeRows).toHaveBeenCalledOnce()
  })

  it('with one sheet is read at once, says how far it is, and can be canceled', async () => {
    const cancelMaking = vi.fn(async () => {})
    const { user, emit } = open([workbook], {
      listSheets: async () => SHEETS.slice(1),
      makeRows: () => new Promise(() => {}),
      cancelMaking,
    })
    await screen.findByText('Reading Contacts')
    act(() => emit('making-changed', { fileId: 'other', share: 0.9 }))
    act(() => emit('making-changed', { fileId: 'w', share: 0.42 }))
    expect(screen.getByRole('progressbar', { name: 'Part of the file read' }).getAttribute('aria-valuenow')).toBe('42')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await screen.findByText('elsewhere')
    expect(cancelMaking).toHaveBeenCalledWith({ fileId: 'w' })
  })

  it('that cannot be used says why and what to do, and leads to another file', async () => {
    const { user } = open([workbook], {
      listSheets: () =>
        Promise.reject(new AppError({ code: 'source-refused', message: '', source: { reason: 'password' } })),
    })
    await screen.findByText('This workbook is protected with a password')
    expect(screen.getByText(/remove the password under File > Info/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Choose another file' }))
    await screen.findByText('Drop CSV, Excel or JSON files anywhere in this window')
  })
})

describe('a JSON file', () => {
  it('is read at once, and a row at fault is named', async () => {
    const source = { reason: 'json-nested', row: 1_200, key: 'address' } as const
    open([{ ...workbook, name: 'a.json', format: 'json' }], {
      makeRows: () => Promise.reject(new AppError({ code: 'source-refused', message: '', source })),
    })
    await screen.findByText('Row 1,200: “address” holds a list or an object')
  })
})

describe('a table that is pasted into the page', () => {
  const pasted: SourceFile = { ...contactsFile, fileId: 'p', name: 'pasted table.csv', madeFrom: { kind: 'clipboard' } }

  it('goes to the check, but text that is pasted into a field does not', async () => {
    const pasteTable = vi.fn(async () => pasted)
    const { user } = open([], { pasteTable })
    await user.click(await screen.findByRole('button', { name: 'Paste a table…' }))
    const field = await screen.findByRole('textbox', { name: 'Table' })
    paste(field, 'a\tb')
    expect(pasteTable).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    paste(document.body, 'email\tname\na@b.c\tAda')
    await waitFor(() => expect(pasteTable).toHaveBeenCalledExactlyOnceWith({ text: 'email\tname\na@b.c\tAda' }))
    await waitFor(() => expect(currentRoute()).toMatchObject({ screen: 'upload', files: [pasted] }))
  })

  it('can be put into a field as well', async () => {
    const pasteTable = vi.fn(async () => pasted)
    const { user } = open([], { pasteTable })
    await user.click(await screen.findByRole('button', { name: 'Paste a table…' }))
    const field = await screen.findByRole('textbox', { name: 'Table' })
    await user.click(screen.getByRole('button', { name: 'Review rows' }))
    expect(pasteTable).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Close' })).toBeDefined()
    fireEvent.change(field, { target: { value: 'Id\n1' } })
    await user.click(screen.getByRole('button', { name: 'Review rows' }))
    await waitFor(() => expect(pasteTable).toHaveBeenCalledExactlyOnceWith({ text: 'Id\n1' }))
  })
})

function paste(target: Element, text: string): void {
  fireEvent.paste(target, { clipboardData: { getData: () => text } })
}
