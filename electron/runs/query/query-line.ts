import { rmSync } from 'node:fs'
import { AppError, isAppError } from '../../../shared/contract/errors.ts'
import { resultReasons } from '../../../shared/words/reasons.ts'
import { toKnownError } from '../../platform/defects.ts'
import { type ForkHelper, type HelperProcess, linkHelper } from '../../platform/helper-link.ts'
import type { Log } from '../../platform/logger.ts'
import type { MessageLink } from '../../platform/message-link.ts'
import { makePrivateFolder } from '../../platform/private-folder.ts'
import { workerFile } from '../../platform/worker-file.ts'
import type { QueryMethods, QueryTrouble } from './query.helper.ts'

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

/** The line to the helper that answers questions. The helper starts with the first call, and again with the next one if it ever dies. */
export class QueryLine {
  readonly #options: QueryLineOptions
  #live: Live | undefined

  constructor(options: QueryLineOptions) {
    this.#options = options
    this.#empty()
  }

  /** Rejects with `helper-stopped` when the helper dies meanwhile. */
  readonly call: MessageLink<QueryMethods>['call'] = async (method, args) => {
    this.#live ??= this.#start()
    const used = this.#live
    try {
      return await used.link.call(method, args)
    } catch (error) {
      // The line says `unknown` of a helper that died: what the user needs to know is that nothing but the answer is lost.
      if (used.isGone && isAppError(error) && error.code === 'unknown') throw stopped(error)
      throw error
    }
  }

  /** Ends the helper and empties its folder. The next call starts another one. */
  end(): void {
    this.#live?.link.end(new AppError({ code: 'cancelled', message: resultReasons.questionsLetGo }))
    this.#live?.helper.kill()
    this.#live = undefined
    this.#empty()
  }

  #empty(): void {
    const { folder, log } = this.#options
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    } catch (error) {
      // Windows deletes no file that is still open. What is left goes with the next start.
      log.warn('the folder of the questions could not be emptied', { error })
    }
  }

  #start(): Live {
    const { forkHelper, folder, log } = this.#options
    this.#empty()
    makePrivateFolder(folder)
    const helper = forkHelper(workerFile('./query.helper.ts', import.meta.url))
    const onNews = ({ trouble }: QueryTrouble): void => void toKnownError(trouble, log, 'a table for questions')
    const link = linkHelper<QueryMethods>(helper, { log, name: 'questions', onNews })
    const started: Live = { helper, link, isGone: false }
    const lose = (): void => {
      started.isGone = true
      if (this.#live === started) this.#live = undefined
    }
    helper.on('message', ({ type }) => type === 'last-words' && lose())
    helper.on('exit', lose)
    // A helper that dies at once is told by the call that started it.
    link.call('begin', [folder]).catch(() => undefined)
    return started
  }
}

function stopped(cause: AppError): AppError {
  return new AppError({ code: 'helper-stopped', message: resultReasons.helperStopped }, { cause })
}
