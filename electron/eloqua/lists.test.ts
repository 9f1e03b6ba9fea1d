import { afterEach, describe, expect, it } from 'vitest'
import { answerJson, type ScriptedServer, startScriptedServer } from './http/testing/scripted-server.ts'
import { createTestClient } from './http/testing/test-client.ts'
import { countList, readListPage, readPages } from './lists.ts'

const servers: ScriptedServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function clientOn(answer: (offset: number) => unknown) {
  const server = await startScriptedServer((request, response) =>
    answerJson(response, 200, answer(Number(new URL(request.url, 'http://x').searchParams.get('offset')))),
  )
  servers.push(server)
  return createTestClient(server.origin)
}

const PATH = '/syncs/7/rejects'

describe('the count of a list', () => {
  it('is its total, or what its pages hold where the answer names none', async () => {
    expect(
      await countList(await clientOn(() => ({ items: [{}], totalResults: 12, hasMore: true })), { path: PATH }),
    ).toBe(12)
    expect(await countList(await clientOn(() => ({ totalResults: 0, hasMore: false })), { path: PATH })).toBe(0)
    const pages = (offset: number) => ({ items: offset === 0 ? [{ a: 1 }] : [{ a: 2 }], hasMore: offset === 0 })
    expect(await countList(await clientOn(pages), { path: PATH })).toBe(2)
  })

  it.each([
    { items: [{}], totalResults: 0, hasMore: false },
    { items: [{}], totalResults: 1, hasMore: true },
    { items: [{}, {}], totalResults: 2, hasMore: false },
  ])('is unknown, and not the total, where the answer speaks against its total: %j', async (answer) => {
    const counting = countList(await clientOn(() => answer), { path: PATH })
    await expect(counting).rejects.toMatchObject({ code: 'unexpected-answer' })
  })

  it.each([{}, null, [], { items: [], hasMore: true }, { totalResults: '0' }, { items: {}, hasMore: false }])(
    'is unknown, and not 0, for %j',
    async (answer) => {
      const counting = countList(await clientOn(() => answer), { path: PATH })
      await expect(counting).rejects.toMatchObject({
        code: expect.stringMatching(/^(unexpected-answer|incomplete-result)$/),
      })
    },
  )
})

describe('a list', () => {
  it('has no page with more items than were asked for', async () => {
    const client = await clientOn(() => ({ items: [{}, {}, {}], totalResults: 3, hasMore: false }))
    await expect(readListPage(client, { path: PATH, offset: 0, limit: 2 })).rejects.toMatchObject({
      code: 'unexpected-answer',
    })
  })

  it('ends, as incomplete, where its pages grow beyond all that Eloqua holds', async () => {
    const client = await clientOn((offset) => ({ items: [{ offset, a: 'x'.repeat(15_000) }], hasMore: true }))
    const reading = async () => {
      let pages = 0
      for await (const _items of readPages(client, { path: PATH, limit: 1 }, 100_000)) {
        pages += 1
        expect(pages).toBeLessThan(10)
      }
    }
    await expect(reading()).rejects.toMatchObject({ code: 'incomplete-result' })
  })
})
