import { CONTRACT } from '../../shared/contract/contract.ts'
import type { Api } from '../../shared/contract/ipc.ts'

export const METHOD_NAMES = Object.keys(CONTRACT) as (keyof Api)[]

/** An api that answers every method with the request it got, and remembers which it was. */
export function createEchoApi(): {
  readonly api: Api
  readonly reached: { method: string; request: unknown }[]
} {
  const reached: { method: string; request: unknown }[] = []
  const methods = METHOD_NAMES.map((method) => [
    method,
    async (request: unknown) => {
      reached.push({ method, request })
      return request
    },
  ])
  return { api: Object.fromEntries(methods) as unknown as Api, reached }
}
