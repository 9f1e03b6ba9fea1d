import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import { NotImplementedError } from './strict.ts'

/*
 * Runs in a utility process before its own code: gives it `process.parentPort`, and takes away what Electron's does not have.
 */
const toMain = process.send?.bind(process)
const emitter = new EventEmitter()
let waiting: unknown[] | undefined = []

const parentPort = {
  /** Messages that came before the first listener are given to it. */
  on(event: string, listener: (event: { readonly data: unknown; readonly ports: readonly [] }) => void) {
    if (event !== 'message') throw new NotImplementedError(`process.parentPort event "${event}"`)
    emitter.on('message', listener)
    const queued = waiting ?? []
    waiting = undefined
    for (const data of queued) emitter.emit('message', { data, ports: [] })
    return parentPort
  },
  postMessage: (message: unknown) => void toMain?.(message),
}

process.on('message', (data) => {
  if (waiting) waiting.push(data)
  else emitter.emit('message', { data, ports: [] })
})
// Without main there is nothing to work for.
process.on('disconnect', () => process.exit(0))

Object.assign(process, { parentPort, type: 'utility', send: undefined })

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') throw new NotImplementedError('module "electron" in a utility process')
    return next(specifier, context)
  },
})
