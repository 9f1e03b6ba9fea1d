import type { Bridge } from '../../shared/contract/bridge.ts'
import { AppError, type Result } from '../../shared/contract/errors.ts'
import type { Events } from '../../shared/contract/events.ts'
import type { Api } from '../../shared/contract/ipc.ts'
import type { SourceFile } from '../../shared/csv/csv.ts'

type Listener = (payload: never) => void

export interface FakeBridge {
  readonly bridge: Bridge
  /** Says something to the window as main would. */
  emit<E extends keyof Events>(event: E, payload: Events[E]): void
  /** The files given to `takeFiles`, in order. */
  readonly taken: File[]
}

/** A bridge over a fake Api: answers and AppErrors go through the same envelopes as main's. */
export function createFakeBridge(api: Partial<Api>): FakeBridge {
  const listeners = new Map<string, Set<Listener>>()
  const taken: File[] = []
  const bridge: Bridge = {
    call: (name, ...[request]) => envelop(api, name, request) as never,
    subscribe: (event, listener) => {
      const set = listeners.get(event) ?? new Set<Listener>()
      listeners.set(event, set.add(listener as Listener))
      return () => set.delete(listener as Listener)
    },
    takeFiles: async (files) => {
      taken.push(...files)
      return { ok: true, value: files.map(toSourceFile) }
    },
  }
  return {
    bridge,
    taken,
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never)
    },
  }
}

async function envelop(api: Partial<Api>, name: keyof Api, request: unknown): Promise<Result<unknown>> {
  const method = api[name] as ((request: unknown) => Promise<unknown>) | undefined
  if (!method) return { ok: false, error: { code: 'unknown', message: `The fake Api has no ${name}.` } }
  try {
    return { ok: true, value: await method(request) }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toData() }
    throw error
  }
}

function toSourceFile(file: File): SourceFile {
  return {
    fileId: `file-${file.name}`,
    name: file.name,
    size: file.size,
    modifiedAt: new Date(file.lastModified).toISOString(),
  }
}
