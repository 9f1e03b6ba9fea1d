import { afterEach, describe, expect, it } from 'vitest'
import { answerJson, type ScriptedServer, startScriptedServer } from '../../eloqua/http/testing/scripted-server.ts'
import { createTestClient } from '../../eloqua/http/testing/test-client.ts'
import { copyName } from '../core/private-copy.ts'
import { anUpload } from '../testing/an-upload.ts'
import type { EffectContext } from './effect-context.ts'
import { searchCopy } from './reads.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const record = anUpload({ definition: { ...anUpload().definition, name: 'Spring "fair" leads' } })
const name = copyName(record)

async function search(items: readonly unknown[]) {
  const server = await startScriptedServer((_request, response) =>
    answerJson(response, 200, { items, totalResults: items.length, hasMore: false }),
  )
  servers.push(server)
  const context = { client: createTestClient(server.origin), record, signal: new AbortController().signal }
  const happened = await searchCopy({ kind: 'search-copy', name }, context as unknown as EffectContext)
  return { found: happened.kind === 'copy-searched' ? happened.found : undefined, server }
}

describe('looking for a copy whose creation was lost', () => {
  it('takes the one of that name and collection', async () => {
    const { found } = await search([{ uri: '/contacts/imports/9', name }])
    expect(found).toEqual({ known: '/contacts/imports/9' })
  })

  it.each([
    ['another collection', '/accounts/imports/9'],
    ['an export', '/contacts/exports/9'],
    ['no definition at all', '/contacts/lists/9'],
    ['a path out of the collection', '/contacts/imports/../lists/9'],
    ['another host', 'https://evil.example/contacts/imports/9'],
    ['more than a uri', '/contacts/imports/9/data'],
  ])('never takes an item that is %s, as it would be sent to and deleted later', async (_what, uri) => {
    expect((await search([{ uri, name }])).found).toEqual({ known: undefined })
  })

  it('never takes one whose name only begins like it', async () => {
    expect((await search([{ uri: '/contacts/imports/9', name: `${name}0` }])).found).toEqual({ known: undefined })
  })

  it('asks with no blank or quote in the value, as what they mean there is not documented', async () => {
    const { server } = await search([])
    const q = new URL(server.requests[0]?.url ?? '', 'http://x').searchParams.get('q')
    expect(q).toBe('"name=Bulkdesk*00000000*b1*g1*"')
  })
})
