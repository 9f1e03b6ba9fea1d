import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import type { Connection } from '../../../../shared/contract/connection.ts'
import type { AppErrorData } from '../../../../shared/contract/errors.ts'
import type { OAuthRequest, OAuthWay } from '../../../../shared/contract/sign-in.ts'
import { connectWords } from '../../../../shared/words/connect.ts'
import { api } from '../../../api.ts'
import { connectionsQuery } from '../../../entities/connection/connections.ts'
import { announce } from '../../../ui/announcer.tsx'

export interface Waiting {
  readonly attemptId: string
  readonly way: OAuthWay
}

interface Finish {
  readonly attemptId: string
  readonly readAddress?: () => string
}

/**
 * Signing in by OAuth. `makeRequest` reads the client secret from its field when the request goes out, so that the
 * secret is in no state, no cache and no mutation's memory.
 */
export function useOAuth(makeRequest: (way: OAuthWay) => OAuthRequest, onDone: (connection: Connection) => void) {
  const [waiting, setWaiting] = useState<Waiting>()
  const { failure, notBefore, fail, clear } = useFailure()
  const latest = useRef('')
  const finish = useFinish({ latest, fail, onDone, endWaiting: () => setWaiting(undefined) })
  const begin = useMutation({
    mutationFn: (way: OAuthWay) => api.beginOAuth(makeRequest(way)),
    meta: { shownInPlace: true },
    onMutate: clear,
    onSuccess: ({ attemptId }, way) => {
      latest.current = attemptId
      setWaiting({ attemptId, way })
      if (way === 'window') finish.mutate({ attemptId })
    },
    onError: (error) => {
      setWaiting(undefined)
      fail(error)
    },
  })
  const cancel = () => {
    if (waiting) void api.cancelOAuth({ attemptId: waiting.attemptId })
    latest.current = ''
    setWaiting(undefined)
  }
  const paste = (readAddress: () => string) => waiting && finish.mutate({ attemptId: waiting.attemptId, readAddress })
  const { mutate, isPending: isBeginning } = begin
  return { begin: mutate, isBeginning, isFinishing: finish.isPending, waiting, failure, notBefore, paste, cancel }
}

/** Why the last attempt failed, and when Eloqua takes the next authorization (milliseconds since 1970). */
function useFailure() {
  const [failure, setFailure] = useState<AppErrorData>()
  const [notBefore, setNotBefore] = useState(0)
  return {
    failure,
    notBefore,
    clear: () => setFailure(undefined),
    fail(error: AppErrorData): void {
      setFailure(error.code === 'cancelled' ? undefined : error)
      if (error.oauth === 'too-soon') setNotBefore(Date.now() + (error.retryAfterSeconds ?? 60) * 1_000)
    },
  }
}

interface Finishing {
  /** The attempt that counts: another one may have taken the place of this one. */
  readonly latest: RefObject<string>
  readonly fail: (error: AppErrorData) => void
  readonly endWaiting: () => void
  readonly onDone: (connection: Connection) => void
}

/** The last step of an attempt. The address holds a code: it is read from its field when it goes out, and no mutation remembers it. */
function useFinish({ latest, fail, endWaiting, onDone }: Finishing) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ attemptId, readAddress }: Finish) =>
      api.finishOAuth({ attemptId, ...(readAddress ? { address: readAddress() } : {}) }),
    meta: { shownInPlace: true },
    onSuccess: async (connection) => {
      endWaiting()
      announce(connectWords.signedIn(connection.label))
      await client.invalidateQueries(connectionsQuery())
      onDone(connection)
    },
    onError: (error, { attemptId, readAddress }) => {
      if (attemptId !== latest.current) return
      fail(error)
      if (!readAddress || !error.oauth?.startsWith('address-')) endWaiting()
    },
  })
}

export type OAuthSignIn = ReturnType<typeof useOAuth>
