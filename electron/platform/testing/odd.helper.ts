/* A helper for tests of the helper link: each method behaves in one of the ways a helper can. */
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../shared/contract/errors.ts'
import { serveHelper, tellMainFromHelper } from '../helper-link.ts'

const release = Promise.withResolvers<string>()

const methods = {
  echo: (value: unknown) => value,
  async wait() {
    return release.promise
  },
  release: (text: string) => release.resolve(text),
  async refuse(): Promise<never> {
    await setImmediate()
    throw new AppError({ code: 'disk-full', message: 'The disk is full.' })
  },
  async fail(): Promise<never> {
    throw new RangeError('defect of the helper')
  },
  tell: (news: string) => tellMainFromHelper(news),
  leave: (): never => process.exit(3),
  failLater(): void {
    setTimeout(() => {
      throw new TypeError('defect outside of a call')
    })
  },
  importElectron: async () => import('electron' as string),
}

export type OddHelperMethods = typeof methods

serveHelper(methods)
