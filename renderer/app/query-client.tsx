import { MutationCache, QueryClient } from '@tanstack/react-query'
import type { AppError, ErrorCode } from '../../shared/contract/errors.ts'
import type { ErrorContext } from '../../shared/words/error-context.ts'
import { describeError } from '../../shared/words/errors.ts'
import { ReportButton } from '../entities/failure/report-button.tsx'
import { noticeFailure } from '../ui/notices.tsx'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError
    mutationMeta: {
      /** The screen shows this mutation's failure itself, so no notification is raised. */
      readonly shownInPlace?: boolean
      /** What the user was doing, for the words of the failure. */
      readonly context?: ErrorContext
    }
  }
}

/** Failures that may be gone a moment later. Main has already retried what is safe to retry; this is one more try. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'offline',
  'timeout',
  'connection-lost',
  'unavailable',
  'server-error',
])

/** The window's only cache of main's answers. Calls go over IPC, so being offline must not pause them. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && PASSING.has(error.code),
        refetchOnWindowFocus: false,
        staleTime: 10_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.shownInPlace || error.code === 'cancelled') return
        const words = describeError(error, mutation.meta?.context ?? 'reading')
        const help = error.code === 'unknown' ? <ReportButton quiet /> : undefined
        noticeFailure(words.title, `${words.meaning} ${words.advice}`, help)
      },
    }),
  })
}
