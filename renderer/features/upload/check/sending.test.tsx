import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import { describeError } from '../../../../shared/words/errors.ts'
import {
  aCheck,
  aPlan,
  aProblem,
  aReport,
  byName,
  checkApi,
  eventRegistrations,
} from '../../../testing/upload-samples.ts'
import { runCommand } from '../../../window/commands.ts'
import { currentRoute } from '../../../window/navigation.ts'
import { renderCheck, sendButton } from './testing/render-check.tsx'
import { forgetOpenedFiles } from './unfinished-checks.ts'

afterEach(forgetOpenedFiles)

describe('sending', () => {
  it('sends nothing before the button, and then what was checked, the way that was chosen', async () => {
    const { user, startUpload } = renderCheck()
    await user.click(await screen.findByRole('radio', { name: /^Use a temporary copy/ }))
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

  it('sends and imports by one button, where no other rows are staged in the definition', async () => {
    const { user, startUpload } = renderCheck()
    await user.click(await screen.findByRole('button', { name: 'Send and import 119 rows' }))
    expect(startUpload).toHaveBeenCalledExactlyOnceWith({
      checkId: 'k1',
      way: 'straight',
      scope: 'all-good-rows',
      importsAtOnce: true,
    })
  })

  it('asks on production before it sends and imports, with rows and company', async () => {
    const shown = aCheck({ shown: 'token' })
    const { user, startUpload } = renderCheck(checkApi(shown), { connection: { environment: 'production' } })
    await user.click(await screen.findByRole('button', { name: 'Send and import 119 rows' }))
    const dialog = await screen.findByRole('dialog', { name: /^Import 119 rows in production company/ })
    expect(within(dialog).getByText(/also imports rows that colleagues staged/)).toBeDefined()
    expect(startUpload).not.toHaveBeenCalled()
    await user.click(within(dialog).getByRole('button', { name: 'Import 119 rows in production' }))
    expect(startUpload).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ importsAtOnce: true, shown: 'token' }),
    )
  })

  it('offers no import at once through a temporary copy, which has it anyway', async () => {
    const { user } = renderCheck()
    await user.click(await screen.findByRole('radio', { name: /^Use a temporary copy/ }))
    await sendButton()
    expect(screen.queryByRole('button', { name: /^Send and import/ })).toBeNull()
  })

  it('checks anew before it sends another mapping', async () => {
    let count = 0
    const startCheck = vi.fn(async () => ({ checkId: `k${++count}` }))
    const { user, startUpload } = renderCheck({
      startCheck,
      getCheck: async ({ checkId }) => aCheck({ checkId }),
    })
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'Field for Notes' }))
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

  it('shows the definition as it is now, and checks against that, where it was changed after the check', async () => {
    let count = 0
    const changed = new AppError({
      code: 'definition-changed',
      message: '“Event registrations” was changed: its fields.',
    })
    const startCheck = vi.fn(async () => ({ checkId: `k${++count}` }))
    const getDefinition = vi.fn(async () => eventRegistrations)
    const startUpload = vi.fn(async () => {
      if (startCheck.mock.calls.length < 2) throw changed
      return { uploadId: 'u1' }
    })
    const getCheck: Api['getCheck'] = async ({ checkId }) => aCheck({ checkId })
    const { user } = renderCheck({ startCheck, getCheck, getDefinition, startUpload })
    await user.click(await sendButton())
    expect(await screen.findByText(describeError(changed, 'uploading').meaning)).toBeDefined()
    await waitFor(() => expect(startCheck).toHaveBeenCalledTimes(2))
    await waitFor(() => expect(getDefinition.mock.calls.length).toBeGreaterThan(1))
    await user.click(await sendButton())
    await waitFor(() => expect(startUpload).toHaveBeenLastCalledWith(expect.objectContaining({ checkId: 'k2' })))
  })

  it('gives the focus to the text for every row, and sends nothing before there is one', async () => {
    const { user, startUpload } = renderCheck()
    await sendButton()
    await user.click(screen.getByRole('combobox', { name: 'Value for type' }))
    await user.click(await screen.findByRole('option', { name: 'Same value for all rows…' }))
    const text = screen.getByRole('textbox', { name: 'Value of type for all rows' })
    expect(document.activeElement).toBe(text)
    expect(await screen.findByText(/^Enter a value for type/)).toBeDefined()
    expect(runCommand('primary')).toBe(false)
    await user.type(text, 'Webinar')
    await user.click(await sendButton())
    expect(startUpload).toHaveBeenCalledOnce()
  })

  it('leaves the focus where a field was chosen, by keyboard alone', async () => {
    const { user } = renderCheck()
    await sendButton()
    const choice = () => screen.getByRole('combobox', { name: 'Field for Notes' })
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
    await user.click(screen.getByRole('combobox', { name: 'Field for Notes' }))
    await user.click(await screen.findByRole('option', { name: 'type' }))
    await screen.findByText(/^Checking every row/)
    expect(screen.getByRole('heading', { name: 'How to send' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('stages rows on a production connection without a question: they change nothing yet', async () => {
    const { user, startUpload } = renderCheck({}, { connection: { environment: 'production' } })
    await user.click(await sendButton())
    expect(startUpload).toHaveBeenCalledOnce()
  })

  it('asks once more where sending itself changes production, by button and by key', async () => {
    const { user, startUpload } = renderCheck(checkApi(aCheck({ shown: 'token' })), {
      connection: { environment: 'production' },
    })
    await user.click(await screen.findByRole('radio', { name: /^Use a temporary copy/ }))
    await user.click(await sendButton())
    const dialog = await screen.findByRole('dialog', { name: /Send 119 rows to production company ACME\?/ })
    expect(startUpload).not.toHaveBeenCalled()
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    expect(runCommand('primary')).toBe(true)
    await user.click(await screen.findByRole('button', { name: 'Send 119 rows to production' }))
    expect(startUpload).toHaveBeenCalledOnce()
  })

  it('leaves the question to main where the rows were typed in the window, so that it comes once', async () => {
    const { user, startUpload } = renderCheck({}, { connection: { environment: 'production' } })
    await user.click(await screen.findByRole('radio', { name: /^Use a temporary copy/ }))
    await user.click(await sendButton())
    expect(startUpload).toHaveBeenCalledOnce()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says what a trial is before it sends the first 50 rows', async () => {
    const { user, startUpload } = renderCheck()
    await user.click(await screen.findByRole('button', { name: 'Send first 50 rows…' }))
    expect(await screen.findByText(/This stages the first 50 valid rows/)).toBeDefined()
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
