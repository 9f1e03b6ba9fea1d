import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestClient } from '../http/testing/test-client.ts'
import { readAssets } from './read-assets.ts'
import { readFields } from './read-fields.ts'

const LISTS = 1_500
const FIELDS = 2_000

let server: Server
let origin: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const [offset, limit] = [Number(searchParams.get('offset') ?? 0), Number(searchParams.get('limit') ?? 1_000)]
    const all = itemsAt(pathname)
    // Eloqua gives at most 1,000 of a list at once, whatever was asked for.
    const items = all.slice(offset, offset + Math.min(limit, 1_000))
    const page = { items, totalResults: all.length, limit, offset, count: items.length }
    const body = JSON.stringify({ ...page, hasMore: offset + items.length < all.length })
    response.setHeader('content-type', 'application/json')
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((closed) => server.close(closed)))

function itemsAt(path: string): readonly object[] {
  if (path.endsWith('/contacts/lists')) {
    return Array.from({ length: LISTS }, (_list, at) => ({
      name: `List ${at + 1}`,
      statement: `{{ContactList[${at + 1}]}}`,
      uri: `/contacts/lists/${at + 1}`,
    }))
  }
  if (!path.endsWith('/contacts/fields')) return []
  return Array.from({ length: FIELDS }, (_field, at) => ({
    name: `Field ${at + 1}`,
    dataType: 'string',
    statement: `{{Contact.Field(C_${at + 1})}}`,
    uri: `/contacts/fields/${at + 1}`,
  }))
}

describe('an instance with more than Eloqua lists at once', () => {
  it('has all its lists, the 1,400th too', async () => {
    const lists = await readAssets(createTestClient(origin), 'contactLists')
    expect(lists).toHaveLength(LISTS)
    expect(lists.find(({ id }) => id === 1_400)?.name).toBe('List 1400')
  })

  it('has all its fields beside the special ones', async () => {
    const fields = await readFields(createTestClient(origin), { family: 'contacts' })
    expect(fields.filter(({ name }) => name.startsWith('Field '))).toHaveLength(FIELDS)
  })
})
