import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import {
  aCheck,
  aLook,
  anUpload,
  aProblem,
  aReport,
  byName,
  checkApi,
  eventRegistrations,
} from '../../../testing/upload-samples.ts'
import { renderCheck, sendButton } from './testing/render-check.tsx'
import { forgetOpenedFiles } from './unfinished-checks.ts'

afterEach(forgetOpenedFiles)

describe('before a target is chosen', () => {
  it('lists the imports and sync actions with how many of their fields the file has, and takes the chosen one', async () => {
    const { user } = renderCheck({}, { targetUri: null })
    const row = await screen.findByRole('row', { name: /Event registrations Import Activities 2 of 3/ })
    await user.click(row)
    expect(await sendButton()).toBeDefined()
  })

  it('takes the first that fits what was typed, by Enter', async () => {
    const { user } = renderCheck({}, { targetUri: null })
    await screen.findByRole('grid', { name: 'Imports and sync actions' })
    await user.type(screen.getByRole('textbox', { name: /Where should this file go/ }), 'event{Enter}')
    expect(await sendButton()).toBeDefined()
  })

  it('puts the definitions of earlier uploads first', async () => {
    const other = { ...eventRegistrations, uri: '/activities/imports/1', id: 1, name: 'Used before', fields: {} }
    renderCheck(
      {
        listDefinitions: async () => [eventRegistrations, other],
        listUploads: async () => ({
          items: [anUpload({ definition: other })],
          offset: 0,
          limit: 50,
          totalResults: 1,
          hasMore: false,
        }),
      },
      { targetUri: null },
    )
    await screen.findByText('Used recently')
    const [, first] = screen.getAllByRole('row')
    expect(first?.textContent).toContain('Used before')
  })
})

describe('a file that cannot be sent', () => {
  const blocked = aLook({
    problems: [aProblem('blocks', '3 places are not UTF-8 text', { proposal: { encoding: 'windows-1252' } })],
  })

  it('gives the reason and offers no target', async () => {
    renderCheck(checkApi(undefined, blocked))
    expect(await screen.findByRole('heading', { name: 'This file can’t be sent yet' })).toBeDefined()
    expect(screen.getByText('3 places are not UTF-8 text.')).toBeDefined()
    expect(screen.queryByRole('heading', { name: 'Destination' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull()
  })

  it('is read again in the way that is proposed', async () => {
    const takeFirstLook = vi.fn(async ({ encoding }: { encoding?: string }) => (encoding ? aLook() : blocked))
    const { user } = renderCheck({ takeFirstLook })
    await user.click(await screen.findByRole('button', { name: 'Read as Windows-1252 (Western)' }))
    expect(await sendButton()).toBeDefined()
    expect(takeFirstLook).toHaveBeenLastCalledWith({ fileId: 'f1', encoding: 'windows-1252' })
  })

  it('says what happened when it is gone', async () => {
    const takeFirstLook = async () => {
      throw new AppError({ code: 'file-missing', message: 'ENOENT' })
    }
    renderCheck({ takeFirstLook })
    expect(await screen.findByText('The file is no longer there')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Choose another file' })).toBeDefined()
  })
})

describe('what was found', () => {
  it('shows what the first look found only until the whole file was checked', async () => {
    const look = aLook({ problems: [aProblem('note', 'The file begins with a byte order mark')] })
    const report = aReport({ problems: [aProblem('row', '35 rows have too few cells')] })
    let isDone = false
    const { emit } = renderCheck({
      ...checkApi(undefined, look),
      getCheck: async () => (isDone ? aCheck({ report }) : aCheck({ state: 'reading', report: undefined })),
    })
    await screen.findByText('The file begins with a byte order mark.')
    isDone = true
    emit('check-changed', { checkId: 'k1', state: 'done', bytesRead: 1 })
    await screen.findByText('35 rows have too few cells.')
    expect(screen.queryByText('The file begins with a byte order mark.')).toBeNull()
  })

  it('leaves to the table of columns what it says already', async () => {
    const problems = [aProblem('note', 'One column won’t be imported', { kind: 'left-out-column' })]
    renderCheck(checkApi(aCheck({ report: aReport({ problems }) })))
    await sendButton()
    expect(screen.queryByText(/One column won’t be imported/)).toBeNull()
    expect(screen.getByText('1 column won’t be imported')).toBeDefined()
  })

  it('marks the identifier, and a field matched by a similar name only', async () => {
    renderCheck({
      proposeMapping: async () => ({ mapping: byName, from: 'names', drift: [], unsure: ['email'] }),
    })
    const row = (await screen.findByRole('rowheader', { name: /^E-mail/ })).closest('tr') as HTMLElement
    expect(within(row).getByText('identifier')).toBeDefined()
    expect(within(row).getByText('Suggested match')).toBeDefined()
  })

  it('says like a sync action that a mapped field changes who may receive email', async () => {
    const fields = { ...eventRegistrations.fields, email: '{{Contact.Email.IsSubscribed}}' }
    renderCheck({ getDefinition: async () => ({ ...eventRegistrations, family: 'contacts', fields }) })
    const notice = await screen.findByRole('region', { name: 'This upload changes who may receive email' })
    expect(notice.textContent).toContain('“email” subscribes or unsubscribes each record.')
    const row = screen.getByRole('rowheader', { name: /^E-mail/ }).closest('tr') as HTMLElement
    expect(within(row).getByText('changes consent')).toBeDefined()
  })

  it('says which sync actions an import runs besides', async () => {
    const syncActions = [{ action: 'add', destination: '{{ContactList[7]}}' }] as const
    renderCheck({ getDefinition: async () => ({ ...eventRegistrations, family: 'contacts', syncActions }) })
    const notice = await screen.findByRole('region', { name: 'This import also runs sync actions' })
    expect(notice.textContent).toMatch(/list/i)
    expect(screen.queryByText(/changes who may receive email/)).toBeNull()
  })

  it('says nothing of consent where no field changes it', async () => {
    renderCheck()
    await sendButton()
    expect(screen.queryByText('changes consent')).toBeNull()
    expect(screen.queryByText(/changes who may receive email/)).toBeNull()
  })

  it('keeps asking about a similar name when another field is chosen', async () => {
    const { user } = renderCheck({
      proposeMapping: async () => ({ mapping: byName, from: 'names', drift: [], unsure: ['email'] }),
    })
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'Field for Notes' }))
    await user.click(await screen.findByRole('option', { name: 'type' }))
    expect(screen.getByText('Suggested match')).toBeDefined()
    await user.click(screen.getByRole('combobox', { name: 'Field for E-mail' }))
    await user.click(await screen.findByRole('option', { name: 'Don’t import' }))
    expect(screen.queryByText('Suggested match')).toBeNull()
  })

  it('folds differences that are too many to read', async () => {
    const drift = ['One.', 'Two.', 'Three.', 'Four.', 'Five.']
    renderCheck({ proposeMapping: async () => ({ mapping: byName, from: 'remembered', drift, unsure: [] }) })
    expect((await screen.findByText(/One\. Two\. Three\./)).textContent).not.toContain('Four.')
    expect(screen.getByText('2 more differences')).toBeDefined()
  })

  it('says what blank cells will do under the rule of the definition', async () => {
    const contacts = { ...eventRegistrations, family: 'contacts', updateRule: 'ifNewIsNotNull' } as const
    const report = aReport({ blanks: { email: 0, activityId: 7 } })
    renderCheck({ ...checkApi(aCheck({ report })), getDefinition: async () => contacts })
    expect(await screen.findByText('Ignored by Eloqua')).toBeDefined()
  })

  it('says how many rows there are once they were counted, and only about how many before', async () => {
    const look = aLook({ rows: { count: 338_011, exact: false } })
    renderCheck(checkApi(aCheck({ report: aReport({ rows: 330_000 }) }), look), { targetUri: null })
    await screen.findByTitle(/about 340,000 rows/)
    fireEvent.click(await screen.findByRole('row', { name: /Event registrations/ }))
    await screen.findByTitle(/· 330,000 rows/)
  })

  it('opens the places of what stops everything', async () => {
    const unclosed = aProblem('blocks', 'A quote is opened and never closed', { examples: [{ line: 19 }] })
    renderCheck(checkApi(undefined, aLook({ problems: [unclosed] })))
    expect((await screen.findByText('line 19')).closest('details')?.open).toBe(true)
  })

  it('warns when the columns are not those of last time', async () => {
    const drift = ['New in this file: Notes.']
    renderCheck({ proposeMapping: async () => ({ mapping: byName, from: 'remembered', drift, unsure: [] }) })
    expect(await screen.findByText('This file has different columns than last time.')).toBeDefined()
    expect(screen.getByText(/New in this file: Notes\./)).toBeDefined()
  })

  it('follows how a file is to be read where that is sure, says so with its words, and takes it back', async () => {
    const encodings = [{ encoding: 'windows-1252', words: ['Köln', 'Groß'] }] as const
    const problems = [
      aProblem('blocks', 'Not UTF-8', { encodings, proposal: { encoding: 'windows-1252' }, isSure: true }),
      aProblem('blocks', '1 line above the header', { proposal: { headerLine: 2 }, isSure: true }),
    ]
    const takeFirstLook = vi.fn<Api['takeFirstLook']>(async ({ encoding }) =>
      aLook({ problems: encoding ? [] : problems }),
    )
    const { user } = renderCheck({ takeFirstLook })
    await sendButton()
    expect(takeFirstLook).toHaveBeenLastCalledWith({ fileId: 'f1', encoding: 'windows-1252', headerLine: 2 })
    const notice = within(screen.getByRole('region', { name: 'Bulkdesk chose how to read this file' }))
    expect(notice.getByText(/Read as Windows-1252 \(Western\)\. Start at line 2\. .*Köln · Groß/)).toBeDefined()
    await user.click(notice.getByRole('button', { name: 'Choose another way' }))
    expect(await screen.findByRole('button', { name: 'Start at line 2' })).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Send 119 rows' })).toBeNull()
  })

  it('asks where anything that keeps the file from being read is not sure', async () => {
    const problems = [
      aProblem('blocks', 'Not UTF-8', { proposal: { encoding: 'windows-1252' } }),
      aProblem('blocks', '1 line above the header', { proposal: { headerLine: 2 }, isSure: true }),
    ]
    renderCheck({ takeFirstLook: async () => aLook({ problems }) })
    expect(await screen.findByRole('button', { name: 'Start at line 2' })).toBeDefined()
  })
})
