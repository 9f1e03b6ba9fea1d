import { expect, test } from 'vitest'
import type { UploadRecord } from '../core/upload-record.ts'
import { anUpload } from '../testing/an-upload.ts'
import { findSameColumns } from './same-columns.ts'

const to = (uri: string, changes: Parameters<typeof anUpload>[0] = {}) =>
  anUpload({
    headers: ['E-mail', 'City'],
    ...changes,
    definition: { ...anUpload().definition, uri, name: `Import ${uri}` },
  })
const find = (records: readonly UploadRecord[], headers = ['E-mail', 'City']) =>
  findSameColumns({ list: () => ({ records, total: records.length }) }, 'test', headers).map(
    ({ targetUri }) => targetUri,
  )

test('a file goes where one with its columns went last, in whatever order they stand', () => {
  const records = [to('/contacts/imports/2'), to('/contacts/imports/1'), to('/contacts/imports/2')]
  expect(find(records, ['city', 'E-mail'])).toEqual(['/contacts/imports/2', '/contacts/imports/1'])
})

test('nothing is offered of another connection, of other columns, or of corrected rows', () => {
  const corrected = { path: '/a', madeFrom: { kind: 'corrections' } } as const
  const records = [
    to('/contacts/imports/1', { connectionId: 'other' }),
    to('/contacts/imports/2', { headers: ['E-mail'] }),
    to('/contacts/imports/3', { file: corrected }),
  ]
  expect(find(records)).toEqual([])
})
