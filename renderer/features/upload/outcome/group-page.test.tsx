import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Upload } from '../../../../shared/uploads/upload.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { janesConnection } from '../../../testing/samples.ts'
import { anUpload } from '../../../testing/upload-samples.ts'
import { GroupPage } from './group-page.tsx'

const of = (name: string, facts: Partial<Upload>) =>
  anUpload({ uploadId: name, file: { name, size: 1, sha256: 'ab' }, ...facts })

const refused = of('refused.csv', {
  state: 'stopped',
  outcome: { kind: 'part-refused', part: 0 },
  ledger: { inFile: 100_000, heldBack: 0, sent: 0 },
})
const inDoubt = of('lost.csv', {
  state: 'needs-you',
  question: { kind: 'part-in-doubt', parts: [0], cause: 'no-answer', choices: ['send-again', 'stop'] },
  ledger: { inFile: 5, heldBack: 0, sent: 0, inDoubt: 5 },
})
const fine = of('fine.csv', {
  outcome: { kind: 'finished' },
  ledger: { inFile: 6, heldBack: 0, sent: 6, created: 6, processed: 6, unexplained: 0 },
})

async function show(uploads: readonly Upload[]) {
  renderWithApi(<GroupPage groupId="g" />, {
    listConnections: async () => ({ connections: [janesConnection], activeId: janesConnection.id }),
    listUploadGroup: async () => uploads,
  })
  const list = within(await screen.findByRole('grid', { name: 'Files that were sent together' }))
  return {
    titles: list.getAllByRole('columnheader').map(({ textContent }) => textContent),
    row: (name: RegExp) => list.getByRole('row', { name }).textContent,
  }
}

describe('the page of files that were sent together', () => {
  it('says of a refused file and of one in doubt what became of their rows', async () => {
    const { titles, row } = await show([refused, inDoubt, fine])
    expect(
      screen.getByText(/^1 of 3 files is done\. 6 rows imported\. refused\.csv failed: 100,000 rows not sent\./),
    ).toBeDefined()
    expect(titles).toEqual([
      'File',
      'Definition',
      'Status',
      'Rows',
      'Sent',
      'May have arrived',
      'Not reached',
      'Created',
      'Syncs',
    ])
    expect(row(/^refused/)).toMatch(/FailedEloqua didn’t accept part 1.*100,000000?100,000–$/)
    expect(row(/^lost/)).toMatch(/Action neededThe connection dropped.*5050–$/)
    expect(row(/^fine/)).toMatch(/Done6 rows imported\.66006$/)
    const sums = within(screen.getByRole('table', { name: 'Where the rows of the file went' }))
    expect(sums.getByRole('row', { name: 'Rows in the files 100,011' })).toBeDefined()
    expect(sums.getByRole('row', { name: 'Not reached 100,000' })).toBeDefined()
    expect(sums.queryByRole('row', { name: 'Not sent 0' })).toBeNull()
    expect(sums.getByRole('row', { name: 'May have arrived 5' })).toBeDefined()
  })

  it('has no column of what no file has', async () => {
    const { titles } = await show([fine])
    expect(titles).toEqual(['File', 'Definition', 'Status', 'Rows', 'Sent', 'Created', 'Syncs'])
    expect(screen.getByText('1 of 1 file is done. 6 rows imported.')).toBeDefined()
  })
})
