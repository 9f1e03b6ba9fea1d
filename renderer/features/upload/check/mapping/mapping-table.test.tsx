import { screen, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../../shared/csv/csv.ts'
import type { Definition } from '../../../../../shared/eloqua/definition.ts'
import { renderWithApi } from '../../../../testing/render-with-api.tsx'
import { aLook, eventRegistrations } from '../../../../testing/upload-samples.ts'
import { MappingTable } from './mapping-table.tsx'

const names = ['Email', 'First name', ...Array.from({ length: 18 }, (_, field) => `Field ${field}`)]
const definition: Definition = {
  ...eventRegistrations,
  fields: Object.fromEntries(names.map((name) => [name, `{{Contact.Field(C_${name})}}`])),
}
const look = aLook({ headers: ['mail', 'first', 'notes'], sample: [] })

function Table({ first }: { readonly first: Mapping }) {
  const [mapping, setMapping] = useState(first)
  return <MappingTable definition={definition} look={look} mapping={mapping} unsure={[]} onChange={setMapping} />
}

const renderTable = () =>
  renderWithApi(<Table first={{ fields: [{ field: 'Email', source: { from: 'column', column: 0 } }] }} />, {})
const choice = (column: string) => screen.getByRole('combobox', { name: `Field for ${column}` })
const order = () =>
  within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent)

describe('the list of fields', () => {
  it('begins with an empty box, and finds and takes what is typed', async () => {
    const { user } = renderTable()
    await user.click(choice('first'))
    const box = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Field for first', expanded: true })
    expect(box.value).toBe('')
    await user.type(box, 'Fir')
    expect(box.value).toBe('Fir')
    expect(screen.getAllByRole('option', { hidden: false }).map(({ textContent }) => textContent)).toEqual([
      'First name',
    ])
    await user.keyboard('{Enter}')
    expect(choice('first').textContent).toBe('First name')
  })

  it('shows all fields again when the box is emptied, and says so when none matches', async () => {
    const { user } = renderTable()
    await user.click(choice('first'))
    const box = await screen.findByRole('combobox', { name: 'Field for first', expanded: true })
    await user.type(box, 'zzz')
    expect(screen.getByText('No fields match')).toBeDefined()
    await user.clear(box)
    expect(screen.getAllByRole('option')).toHaveLength(names.length + 1)
  })
})

describe('a column that is given a field', () => {
  it('leaves the list of those that are not imported, with the focus, and comes back to it', async () => {
    const { user } = renderTable()
    expect(screen.getByText('2 columns won’t be imported')).toBeDefined()
    await user.click(choice('notes'))
    await user.click(await screen.findByRole('option', { name: 'Field 3' }))
    expect(screen.getByText('1 column won’t be imported')).toBeDefined()
    expect(order()).toEqual(['mail', 'notes', 'first'])
    expect(document.activeElement).toBe(choice('notes'))
    await user.click(choice('mail'))
    await user.click(await screen.findByRole('option', { name: 'Don’t import' }))
    expect(order()).toEqual(['notes', 'mail', 'first'])
    expect(document.activeElement).toBe(choice('mail'))
  })
})
