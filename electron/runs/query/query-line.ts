import { rmSync } from 'node:fs'
import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import { toKnownError } from '../../platform/defects.ts'
import { type ForkHelper, type HelperProcess, linkHelper } from '../../platform/helper-link.ts'
import type { Log } from '../../platform/logger.ts'
import type { MessageLink } from '../../platform/message-link.ts'
import { makePrivateFolder } from '../../platform/private-folder.ts'
import { workerFile } from '../../platform/worker-file.ts'
import type { QueryMethods, QueryTrouble } from './query.helper.ts'

/** The line to the helper that answers questions. The helper starts with the first call, and again with the next one if it ever dies. */
export interface QueryLine {
  /** Rejects with `helper-stopped` when the helper dies meanwhile. */
  call: MessageLink<QueryMethods>['call']
  /** Ends the helper and empties its folder. The next call starts another one. */
  end(): void
}

export interface QueryLineOptions {
  readonly forkHelper: ForkHelper
  /** For the helper alone. Whatever an earlier one left there is deleted. */
  readonly folder: string
  readonly log: Log
}

interface Live {
  readonly helper: HelperProcess
  readonly link: MessageLink<QueryMethods>
  isGone: boolean
}

export function createQueryLine({ forkHelper, folder, log }: QueryLineOptions): QueryLine {
  let live: Live | undefined
  empty()

  function empty(): void {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }

  function start(): Live {
    empty()
    makePrivateFolder(folder)
    const helper = forkHelper(workerFile('./query.helper.ts', import.meta.url))
    const onNews = ({ trouble }: QueryTrouble): void => void toKnownError(trouble, log, 'a table for questions')
    const started: Live = {
      helper,
      link: linkHelper<QueryMethods>(helper, { log, name: 'questions', onNews }),
      isGone: false,
    }
    const lose = (): void => {
      started.isGone = true
      if (live === started) live = undefined
    }
    helper.on('message', ({ type }) => type === 'last-words' && lose())
    helper.on('exit', lose)
    void started.link.call('begin', [folder])
    return started
  }

  return {
    async call(method, args) {
      live ??= start()
      const used = live
      try {
        return await used.link.call(method, args)
      } catch (error) {
        // The line says `unknown` of a helper that died: what the user needs to know is that nothing but the answer is lost.
        if (used.isGone && isAppError(error) && error.code === 'unknown') throw stopped(error)
        throw error
      }
    },
    end() {
      live?.link.end(new AppError({ code: 'cancelled', message: 'Bulkdesk is closing.' }))
      live?.helper.kill()
      live = undefined
      empty()
    },
  }
}

function stopped(cause: AppError): AppError {
  return new AppError(
    { code: 'helper-stopped', message: 'The part of Bulkdesk that answers questions has stopped.' },
    { cause },
  )
}
