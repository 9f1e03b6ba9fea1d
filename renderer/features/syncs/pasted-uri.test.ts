import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { readPastedUri } from './pasted-uri.ts'

describe('readPastedUri', () => {
  it.each([
    ['/contacts/exports/7', '/contacts/exports/7'],
    [' contacts/exports/7 ', '/contacts/exports/7'],
    ['https://secure.p03.eloqua.com/api/bulk/2.0/customObjects/9/syncActions/6/data', '/customObjects/9/syncActions/6'],
    ['/API/Bulk/2.0/activities/imports/2900', '/activities/imports/2900'],
  ])('finds the uri in %s', (text, uri) => {
    expect(readPastedUri(text)).toBe(uri)
  })

  it.each(['Belgian contacts', '', '/', '/syncs/12', '/contacts/exports/0', '/contacts/lists/4'])(
    'sees a search in %j',
    (text) => {
      expect(readPastedUri(text)).toBeUndefined()
    },
  )

  it('gives back nothing that is no definition uri, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
        const uri = readPastedUri(text)
        expect(uri === undefined || parseDefinitionUri(uri) !== undefined).toBe(true)
      }),
    )
  })
})
