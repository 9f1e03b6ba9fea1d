import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../../shared/eloqua/definition.ts'
import { renderWithApi } from '../../../../testing/render-with-api.tsx'
import { aLook, eventRegistrations } from '../../../../testing/upload-samples.ts'
import { FieldsWithoutColumn } from './fields-without-column.tsx'

const contacts: Definition = { ...eventRegistrations, family: 'contacts' }
const action: Definition = {
  ...contacts,
  kind: 'syncAction',
  fields: { email: '{{2}}' },
  identifierFieldName: undefined,
}

async function choicesOf(field: string, definition: Definition, mapping: Mapping = { fields: [] }) {
  const { user } = renderWithApi(
    <FieldsWithoutColumn
      definition={definition}
      look={aLook()}
      mapping={mapping}
      onChange={() => {}}
      onColumn={() => {}}
    />,
    {},
  )
  await user.click(await screen.findByRole('combobox', { name: `Value for ${field}` }))
  const list = await screen.findByRole('listbox', { name: `Value for ${field}` })
  return within(list)
    .getAllByRole('option')
    .map(({ textContent }) => textContent)
}

const SAME = 'Same value for all rows…'

describe('a field without a column', () => {
  it('may get the same text in every row, or a column', async () => {
    expect(await choicesOf('type', contacts)).toEqual(['Not mapped', SAME, 'activityId', 'E-mail', 'Notes'])
  })

  it.each([
    ['an import', contacts],
    ['a sync action, whose only field it is', action],
  ])('gets no text for every row when it is the identifier of %s', async (_, definition) => {
    expect(await choicesOf('email', definition)).toEqual(['Not mapped', 'activityId', 'E-mail', 'Notes'])
  })

  it('may do so in activities, which have no identifier', async () => {
    expect(await choicesOf('email', eventRegistrations)).toContain(SAME)
  })

  it('shows an identifier that has such a text already as it is', async () => {
    const mapping: Mapping = { fields: [{ field: 'email', source: { from: 'constant', value: 'x' } }] }
    expect(await choicesOf('email', contacts, mapping)).toContain(SAME)
  })
})
