import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { StoredDraft } from '../../../../shared/contract/definitions.ts'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { DefinitionDraft } from '../../../../shared/eloqua/definition-draft.ts'
import type { FieldChoice } from '../../../../shared/eloqua/field-choice.ts'
import { startFor } from '../../../../shared/eloqua/purposes.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { currentRoute } from '../../../window/navigation.ts'
import { EditDefinitionScreen } from './edit-definition-screen.tsx'

const TODAY = new Date('2026-03-02T00:00:00Z')

function field(name: string, statement: string, more: Partial<FieldChoice> = {}): FieldChoice {
  const plain = { dataType: 'string', of: 'record', isReadOnly: false, isRequired: false, isUnique: false } as const
  return { name, statement, ...plain, ...more }
}

const CONTACT_FIELDS = [
  field('Email Address', '{{Contact.Field(C_EmailAddress)}}', { dataType: 'emailAddress', isUnique: true }),
  field('First Name', '{{Contact.Field(C_FirstName)}}'),
  field('Last Name', '{{Contact.Field(C_LastName)}}'),
  field('City', '{{Contact.Field(C_City)}}'),
]

function renderForm(draft: DefinitionDraft, api: Partial<Api> = {}, around: Partial<StoredDraft> = {}) {
  const stored = { draftId: 'd', draft, savedAt: TODAY.toISOString(), ...around }
  return renderWithApi(<EditDefinitionScreen draftId="d" />, {
    listDrafts: async () => [stored],
    saveDraft: async () => {},
    listFields: async () => CONTACT_FIELDS,
    listAssets: async () => [],
    createDefinition: async () => ({ uri: '/contacts/exports/1' }),
    ...api,
  })
}

const problems = () => screen.queryByRole('region', { name: 'To fix' })

describe('the form of a definition', () => {
  it('opens at what is left to choose, and goes there from the list of problems', async () => {
    const { user } = renderForm(startFor('contacts-of-list', TODAY))
    const list = await screen.findByRole('combobox', { name: 'List or segment of condition 1' })
    await waitFor(() => expect(document.activeElement).toBe(list))
    await user.click(screen.getByLabelText('Name'))
    await user.click(within(problems() ?? document.body).getByRole('button', { name: /^Choose a field, list/ }))
    expect(document.activeElement).toBe(list)
  })

  it('finds the 1,400th of 1,500 lists and the last of 2,000 fields, and holds only those in sight', async () => {
    const lists = Array.from({ length: 1_500 }, (_list, at) => ({
      name: `Guests ${at + 1}`,
      id: at + 1,
      uri: `/contacts/lists/${at + 1}`,
      statement: `{{ContactList[${at + 1}]}}`,
    }))
    const fields = Array.from({ length: 2_000 }, (_field, at) =>
      field(`Custom ${at + 1}`, `{{Contact.Field(C_${at})}}`),
    )
    const { user } = renderForm(startFor('contacts-of-list', TODAY), {
      listAssets: async ({ kind }) => (kind === 'contactLists' ? lists : []),
      listFields: async () => fields,
    })
    await user.click(await screen.findByRole('combobox', { name: 'List or segment of condition 1' }))
    await screen.findByRole('option', { name: /^Guests 1 / })
    expect(document.querySelectorAll('*').length).toBeLessThan(1_200)
    await user.keyboard('guests 1400')
    await user.click(await screen.findByRole('option', { name: /^Guests 1400/ }))
    expect(screen.getByLabelText('As text')).toHaveProperty('value', "EXISTS('{{ContactList[1400]}}')")
    await user.click(screen.getByRole('combobox', { name: 'Add a field' }))
    await user.keyboard('custom 2000')
    expect(await screen.findByRole('option', { name: /^Custom 2000/ })).toBeTruthy()
  })

  it('takes a moment from a date field, and keeps one that such a field cannot show as text', async () => {
    const { user } = renderForm(startFor('contacts-changed-since', TODAY), {
      listFields: async () => [...CONTACT_FIELDS, field('Updated At', '{{Contact.UpdatedAt}}', { dataType: 'date' })],
    })
    const value = await screen.findByLabelText('Value of condition 1')
    await waitFor(() =>
      expect(screen.getByLabelText('Value of condition 1').getAttribute('type')).toBe('datetime-local'),
    )
    expect(value).toHaveProperty('value', '2026-02-23T00:00')
    const text = screen.getByLabelText('As text')
    await user.clear(text)
    await user.paste("'{{Contact.UpdatedAt}}' > '2026-01-01 10:00:00.5'")
    expect(screen.getByLabelText('Value of condition 1')).toHaveProperty('value', '2026-01-01 10:00:00.5')
    expect(screen.getByText('Times are in UTC.')).toBeTruthy()
  })

  it('shows each refusal of Eloqua at its control, and takes it away when the draft changes', async () => {
    const createDefinition = async () => {
      const failures = [
        { field: 'fields', value: '{{Contact.Field(C_City)}}', constraint: 'Must not be archived.' },
        { field: 'name', constraint: 'Must be unique here.' },
      ]
      throw new AppError({ code: 'validation', message: 'There was a validation error.', failures })
    }
    const fields = CONTACT_FIELDS.map(({ name, statement }) => ({ name, statement }))
    const { user } = renderForm(
      { kind: 'export', family: 'contacts', name: 'People', fields, rules: {} },
      { createDefinition },
    )
    await user.click(await screen.findByRole('button', { name: 'Create definition' }))
    const row = (await screen.findByDisplayValue('City')).closest('li') ?? document.body
    expect(within(row).getByText('rejected by Eloqua')).toBeTruthy()
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getAllByText(/^Eloqua says: Must be unique here/).length).toBeGreaterThan(0)
    await user.type(screen.getByLabelText('Name'), ' 2')
    expect(screen.queryByText('rejected by Eloqua')).toBeNull()
  })

  it('goes back to the new sync or the file that a definition was wanted for', async () => {
    const file = { fileId: 'f1', name: 'a.csv', size: 10, modifiedAt: TODAY.toISOString() }
    const takeFirstLook = () => new Promise<never>(() => {})
    const first = renderForm(
      startFor('import-contacts', TODAY),
      { takeFirstLook },
      { returnTo: { to: 'upload', file } },
    )
    await first.user.click(await screen.findByRole('button', { name: 'Create definition' }))
    await waitFor(() =>
      expect(currentRoute()).toEqual({ screen: 'upload', targetUri: '/contacts/exports/1', files: [file] }),
    )
    first.unmount()
    const second = renderForm(startFor('accounts', TODAY), {}, { returnTo: { to: 'new-sync' } })
    await second.user.click(await screen.findByRole('button', { name: 'Create definition' }))
    await waitFor(() => expect(currentRoute()).toEqual({ screen: 'new-sync', uri: '/contacts/exports/1' }))
  })

  it('says what a lost answer means, and asks once more only when the button is pressed', async () => {
    const createDefinition = vi.fn<Api['createDefinition']>(async () => {
      throw new AppError({ code: 'in-doubt', message: 'Lost.', fate: 'may-have-arrived' })
    })
    const { user } = renderForm(startFor('accounts', TODAY), { createDefinition })
    await user.click(await screen.findByRole('button', { name: 'Create definition' }))
    expect(await screen.findByText(/couldn’t confirm that Eloqua created the definition/)).toBeTruthy()
    expect(createDefinition).toHaveBeenCalledOnce()
  })

  it('counts records only when asked, by a run that is limited and deletes itself', async () => {
    const createDefinition = vi.fn<Api['createDefinition']>(async () => ({ uri: '/accounts/exports/9' }))
    const startSync = vi.fn<Api['startSync']>(async () => ended)
    const ended = { id: 7, status: 'success', syncedInstanceUri: '/accounts/exports/9' } as Awaited<
      ReturnType<Api['startSync']>
    >
    const { user } = renderForm(startFor('accounts', TODAY), {
      createDefinition,
      startSync,
      dropDraft: async () => {},
      getSync: async () => ended,
      getSyncFigures: async () => ({ rows: 42 }) as Awaited<ReturnType<Api['getSyncFigures']>>,
    })
    await user.click(await screen.findByRole('button', { name: 'Count with a limited run…' }))
    expect(createDefinition).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: 'Count records' }))
    expect(await screen.findByText('42 records')).toBeTruthy()
    const [[sent] = []] = createDefinition.mock.calls
    const rules = { maxRecords: 1_000, autoDeleteDuration: 'PT1H', dataRetentionDuration: 'PT1H' }
    expect(JSON.parse(sent?.draft ?? '{}')).toMatchObject({ rules })
    expect(startSync).toHaveBeenCalledExactlyOnceWith({ definitionUri: '/accounts/exports/9' })
  })

  it('shows the columns of a file that have no field, and gives them one', async () => {
    const file = { fileId: 'f1', name: 'a.csv', size: 10, modifiedAt: TODAY.toISOString() }
    const look = { headers: ['Email Address', 'First Name', 'Last Name', 'Nickname'], sample: [] }
    const draft = startFor('import-contacts', TODAY)
    const takeFirstLook = async () => look as unknown as Awaited<ReturnType<Api['takeFirstLook']>>
    const { user } = renderForm(draft, { takeFirstLook }, { returnTo: { to: 'upload', file } })
    await user.click(await screen.findByRole('combobox', { name: 'Field for column Nickname' }))
    await user.click(await screen.findByRole('option', { name: /^City/ }))
    expect(screen.getByDisplayValue('Nickname')).toBeTruthy()
    expect(screen.getByText('Every column of a.csv has a field.')).toBeTruthy()
  })
})
