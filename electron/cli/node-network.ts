import { setGlobalProxyFromEnv } from 'node:http'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { AppError } from '../../shared/contract/errors.ts'
import { cliReasons } from '../../shared/words/command-line.ts'
import type { Network } from '../connections/client-book.ts'
import { createOnceTransport } from '../eloqua/http/once-transport.ts'
import { systemTrust } from '../eloqua/http/trust.ts'
import type { Log } from '../platform/logger.ts'
import { proxyFor } from './proxy-environment.ts'

/**
 * The two ways out without Electron: both over Node's stack, with the certificates of the system, through the proxy that
 * `HTTPS_PROXY` and `NO_PROXY` name.
 */
export function createNodeNetwork({ userAgent, log }: { readonly userAgent: string; readonly log: Log }): Network {
  setDefaultCACertificates([...getCACertificates('default'), ...getCACertificates('system')])
  takeProxy(process.env)
  const { context: trust } = systemTrust(log)
  return {
    fetch: (url, init) => fetch(url, { ...init, headers: { 'User-Agent': userAgent, ...init.headers } }),
    once: createOnceTransport({ resolveProxy: async (url) => proxyFor(new URL(url), process.env), trust, userAgent }),
  }
}

/** Without it what is read would go past the proxy that the network wants. */
export function takeProxy(environment: NodeJS.ProcessEnv): void {
  try {
    setGlobalProxyFromEnv(environment)
  } catch (error) {
    throw new AppError({ code: 'proxy', message: cliReasons.badProxy }, { cause: error })
  }
}
