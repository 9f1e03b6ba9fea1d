import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../../../shared/connection.ts'
import { describeError } from '../../../../shared/error-words.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Api } from '../../../../shared/ipc.ts'
import { runCommand } from '../../../commands.ts'
import { currentRoute } from '../../../navigation.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import {
  aCheck,
  aLook,
  anUpload,
  aPlan,
  aProblem,
  aReport,
  byName,
  checkApi,
  contactsFile,
  eventRegistrations,
} from '../../../testing/upload-samples.ts'
import { UploadScreen } from '../upload-screen.tsx'
import { forgetOpenedFiles } from './unfinished-checks.ts'

afterEach(forgetOpenedFiles)

interface Given {
  /** Null: none was chosen yet. */
  readonly targetUri?: null
  readonly connection?: Partial<Connection>
}

function renderCheck(api: Partial<Api> = {}, { targetUri, connection }: Given = {}) {
  const startUpload = vi.fn<Api['startUpload']>(async () => ({ uploadId: 'u1' }))
  const connections = [{ ...janesConnection, ...connection }]
  const view = renderWithApi(
    <UploadScreen files={[contactsFile]} targetUri={targetUri === null ? undefined : eventRegistrations.uri} />,
    {
      listConnections: async () => ({ connections, activeId: janesConnection.id }),
      ...checkApi(),
      startUpload,
      ...api,
    },
  )
  return { ...view, startUpload }
}

const sendButton = () => screen.findByRole('button', { name: 'Send 119 rows' })

describe('before a target is chosen', () => {
  it('lists the imports and sync actions with how many of their fields the file has, and takes the chosen one', async () => {
    const { user } = renderCheck({}, { targetUri: null })
    const row = await screen.findByRole('row', { name: /Event registrations Import Activities 2 of 3/ })
    await user.click(row)
    expect(await sendButton()).toBeDefined()
  })

  it('takes the first that fits what was typed, by Enter', async () => {
    const { user } = renderCheck({}, { targetUri: null })
    await screen.findByRole('grid', { name: 'Definitions that take files' })
    await user.type(screen.getByRole('textbox', { name: /Which definition/ }), 'event{Enter}')
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
    await screen.findByText('used recently')
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
    expect(await screen.findByRole('heading', { name: 'This file cannot be sent as it is' })).toBeDefined()
    expect(screen.getByText('3 places are not UTF-8 text.')).toBeDefined()
    expect(screen.queryByRole('heading', { name: 'Target' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull()
  })

  it('is read again in the way that is proposed', async () => {
    const takeFirstLook = vi.fn(async ({ encoding }: { encoding?: string }) => (encoding ? aLook() : blocked))
    const { user } = renderCheck({ takeFirstLook })
    await user.click(await screen.findByRole('button', { name: 'Read it as Windows-1252 (Western)' }))
    expect(await sendButton()).toBeDefined()
    expect(takeFirstLook).toHaveBeenLastCalledWith({ fileId: 'f1', encoding: 'windows-1252' })
  })

  it('says what happened when it is gone', async () => {
    const takeFirstLook = async () => {
      throw new AppError({ code: 'file-missing', message: 'ENOENT' })
    }
    renderCheck({ takeFirstLook })
    expect(await screen.findByText('The file is not there any more')).toBeDefined()
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
    const problems = [aProblem('note', 'One column is not sent', { kind: 'left-out-column' })]
    renderCheck(checkApi(aCheck({ report: aReport({ problems }) })))
    await sendButton()
    expect(screen.queryByText(/One column is not sent/)).toBeNull()
    expect(screen.getByText('1 column is not sent')).toBeDefined()
  })

  it('marks the identifier, and a field matched by a similar name only', async () => {
    renderCheck({
      proposeMapping: async () => ({ mapping: byName, from: 'names', drift: [], unsure: ['email'] }),
    })
    const row = (await screen.findByRole('rowheader', { name: /^E-mail/ })).closest('tr') as HTMLElement
    expect(within(row).getByText('identifier')).toBeDefined()
    expect(within(row).getByText('Only a similar name: is this right?')).toBeDefined()
  })

  it('keeps asking about a similar name when another field is chosen', async () => {
    const { user } = renderCheck({
      proposeMapping: async () => ({ mapping: byName, from: 'names', drift: [], unsure: ['email'] }),
    })
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'Field that Notes feeds' }))
    await user.click(await screen.findByRole('option', { name: 'type' }))
    expect(screen.getByText('Only a similar name: is this right?')).toBeDefined()
    await user.click(screen.getByRole('combobox', { name: 'Field that E-mail feeds' }))
    await user.click(await screen.findByRole('option', { name: '– not sent –' }))
    expect(screen.queryByText('Only a similar name: is this right?')).toBeNull()
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
    expect(await screen.findByText('sent; they change nothing in Eloqua')).toBeDefined()
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
    expect(await screen.findByText('Not the columns of last time.')).toBeDefined()
    expect(screen.getByText(/New in this file: Notes\./)).toBeDefined()
  })
})

describe('sending', () => {
  it('sends nothing before the button, and then what was checked, the way that was chosen', async () => {
    const { user, startUpload } = renderCheck()
    await user.click(await screen.findByRole('radio', { name: /^Through a private copy/ }))
    const send = await sendButton()
    expect(startUpload).not.toHaveBeenCalled()
    await user.click(send)
    expect(startUpload).toHaveBeenCalledExactlyOnceWith({
      checkId: 'k1',
      way: 'private-copy',
      scope: 'all-good-rows',
    })
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'upload', uploadId: 'u1' }))
  })

  it('is off while something blocks, says why beside the button, and ignores the key for it', async () => {
    const problems = [aProblem('blocks', 'A quote is opened and never closed')]
    const { user, startUpload } = renderCheck(checkApi(aCheck({ report: aReport({ problems }), plans: [] })))
    await screen.findByText('A quote is opened and never closed. Mend it.')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
    expect(runCommand('primary')).toBe(false)
    expect(startUpload).not.toHaveBeenCalled()
  })

  it('checks anew before it sends another mapping', async () => {
    let count = 0
    const startCheck = vi.fn(async () => ({ checkId: `k${++count}` }))
    const { user, startUpload } = renderCheck({
      startCheck,
      getCheck: async ({ checkId }) => aCheck({ checkId }),
    })
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'Field that Notes feeds' }))
    await user.click(await screen.findByRole('option', { name: 'type' }))
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
    await user.click(await sendButton())
    expect(startUpload).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ checkId: 'k2' }))
    expect(startCheck).toHaveBeenLastCalledWith(
      expect.objectContaining({
        mapping: { fields: [...byName.fields, { field: 'type', source: { from: 'column', column: 2 } }] },
      }),
    )
  })

  it('gives the focus to the text for every row, and sends nothing before there is one', async () => {
    const { user, startUpload } = renderCheck()
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'What type gets' }))
    await user.click(await screen.findByRole('option', { name: 'The same text in every row' }))
    const text = screen.getByRole('textbox', { name: 'Text for type in every row' })
    expect(document.activeElement).toBe(text)
    expect(await screen.findByText(/^type has no text yet/)).toBeDefined()
    expect(runCommand('primary')).toBe(false)
    await user.type(text, 'Webinar')
    await user.click(await sendButton())
    expect(startUpload).toHaveBeenCalledOnce()
  })

  it('leaves the focus where a field was chosen, by keyboard alone', async () => {
    const { user } = renderCheck()
    await sendButton()
    const choice = () => screen.getByRole('combobox', { name: 'Field that Notes feeds' })
    choice().focus()
    await user.keyboard('{ArrowDown}')
    await screen.findByRole('option', { name: 'type' })
    await waitFor(() => expect(choice().getAttribute('aria-expanded')).toBe('true'))
    await user.keyboard('{ArrowUp}{Enter}')
    await waitFor(() => expect(document.activeElement).toBe(choice()))
    expect(choice().textContent).toBe('type')
  })

  it('keeps in sight what would be sent while another mapping is checked', async () => {
    const { user } = renderCheck({
      startCheck: async ({ mapping }) => ({ checkId: `k${mapping.fields.length}` }),
      getCheck: async ({ checkId }) =>
        checkId === 'k2' ? aCheck() : aCheck({ checkId, state: 'reading', report: undefined, plans: undefined }),
    })
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'Field that Notes feeds' }))
    await user.click(await screen.findByRole('option', { name: 'type' }))
    await screen.findByText(/^Checking every row/)
    expect(screen.getByRole('heading', { name: 'Will be sent' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('asks once more on a production connection, by button and by key', async () => {
    const { user, startUpload } = renderCheck({}, { connection: { environment: 'production' } })
    await user.click(await sendButton())
    const dialog = await screen.findByRole('dialog', { name: /Send 119 rows to the production company ACME\?/ })
    expect(startUpload).not.toHaveBeenCalled()
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(runCommand('primary')).toBe(true)
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows to production' }))
    expect(startUpload).toHaveBeenCalledOnce()
  })

  it('explains a trial as a real write before it sends the first 50 rows', async () => {
    const { user, startUpload } = renderCheck()
    await user.click(await screen.findByRole('button', { name: 'Send first 50 rows…' }))
    expect(await screen.findByText(/This is a real write of the first 50 good rows/)).toBeDefined()
    expect(startUpload).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Send 50 rows' }))
    expect(startUpload).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ scope: 'first-50' }))
  })

  it('offers no trial of a file that is hardly larger', async () => {
    renderCheck(checkApi(aCheck({ plans: [aPlan({ rows: 50 })] })))
    await screen.findByRole('button', { name: 'Send 50 rows' })
    expect(screen.queryByRole('button', { name: /Send first/ })).toBeNull()
  })

  it('shows in place why the upload could not start, and lets the user try again', async () => {
    const error = new AppError({ code: 'not-allowed-now', message: 'The connection was switched.' })
    const startUpload = async () => {
      throw error
    }
    const { user } = renderCheck({ startUpload })
    await user.click(await sendButton())
    expect(await screen.findByText(describeError(error, 'uploading').title)).toBeDefined()
    expect(await sendButton()).toBeDefined()
  })
})
