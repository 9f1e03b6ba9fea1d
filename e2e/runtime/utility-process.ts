import { type ChildProcess, fork } from 'node:child_process'
import { constants } from 'node:os'
import type * as Electron from 'electron'
import { standInApp } from './app.ts'
import { StrictEmitter } from './emitter.ts'
import { NotImplementedError, refuseUnknownKeys, strict } from './strict.ts'

const BOOT = new URL('./utility-child.ts', import.meta.url).href

/** One child process with a `process.parentPort`, and a copy of every message: nothing is shared, as in Electron. */
class StandInUtilityProcess extends StrictEmitter {
  pid: number | undefined
  readonly #child: ChildProcess
  #isGone = false

  constructor(modulePath: string, args: readonly string[], { serviceName, stdio, execArgv = [] }: Options) {
    super('UtilityProcess', ['spawn', 'message', 'exit'])
    this.#child = fork(modulePath, args, {
      execArgv: ['--import', BOOT, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      // What Electron calls the process in its metrics, a test reads from its environment.
      env: { ...process.env, UTILITY_SERVICE_NAME: serviceName },
    })
    this.#child.on('spawn', () => {
      this.pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code, signal) => {
      this.#isGone = true
      this.emit('exit', code ?? constants.signals[signal ?? 'SIGKILL'])
      this.pid = undefined
    })
    // A message to a process that has just died is lost, as in Electron.
    this.#child.on('error', () => undefined)
  }

  postMessage(message: unknown, transfer?: readonly Electron.MessagePortMain[]): void {
    if (transfer?.length) throw new NotImplementedError('UtilityProcess.postMessage with ports')
    if (this.#isGone) return
    this.#child.send(message as object, () => undefined)
  }

  kill(): boolean {
    return !this.#isGone && this.#child.kill('SIGTERM')
  }
}

interface Options {
  readonly serviceName: string
  readonly stdio: 'ignore' | 'inherit'
  readonly execArgv?: readonly string[]
}

const OPTIONS = ['serviceName', 'stdio', 'execArgv']

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: readonly string[] = [], options: Partial<Options> = {}): Electron.UtilityProcess {
    if (!standInApp.wasReadyAwaited) throw new Error('utilityProcess.fork cannot be called before the app is ready')
    refuseUnknownKeys('utilityProcess.fork', options, OPTIONS)
    if (options.stdio !== undefined && options.stdio !== 'ignore' && options.stdio !== 'inherit')
      throw new NotImplementedError(`utilityProcess.fork option stdio: "${String(options.stdio)}"`)
    const child = new StandInUtilityProcess(modulePath, args, {
      serviceName: 'Node Utility Process',
      stdio: 'inherit',
      ...options,
    })
    return strict('UtilityProcess', child) as unknown as Electron.UtilityProcess
  },
})
