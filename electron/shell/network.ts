import { net, session } from 'electron'
import type { Network } from '../connections/client-book.ts'
import { createOnceTransport } from '../eloqua/http/once-transport.ts'
import { systemTrust } from '../eloqua/http/trust.ts'
import type { Log } from '../platform/logger.ts'

/**
 * The two ways out: reads over Chromium's stack, which knows company proxies and certificates but repeats a POST by itself;
 * and POSTs, once each, over Node's.
 */
export function createNetwork(given: { readonly userAgent: string; readonly log: Log }): Network {
  const { context: trust } = systemTrust(given.log)
  return {
    fetch: (url, init) => net.fetch(url, init),
    once: createOnceTransport({
      resolveProxy: (url) => session.defaultSession.resolveProxy(url),
      trust,
      userAgent: given.userAgent,
    }),
  }
}
