import { request as httpRequest } from 'node:http'
import { connect as connectPlain, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext } from 'node:tls'
import { AppError } from '../../../shared/contract/errors.ts'
import { networkReasons } from '../../../shared/words/reasons.ts'
import { networkError } from './network-errors.ts'
import { type ProxyChoice, parseProxyAnswer } from './proxy-answer.ts'

export interface ConnectOptions {
  /** In the format of a PAC file, as Electron's `session.resolveProxy` gives it: `DIRECT`, `PROXY host:port; DIRECT`. */
  readonly resolveProxy: (url: string) => Promise<string>
  /**
   * Whom to trust; Node's own certificates unless given. Awaited before the time for connecting begins, because a
   * managed Mac may need a minute for its list.
   */
  readonly trust?: () => Promise<SecureContext>
  readonly lookup?: LookupFunction
  readonly connectMs?: number
}

const CONNECT_MS = 30_000

/**
 * A connection that is ready for its first byte: through the proxy, if the system says so, and with TLS done.
 * Rejects with `offline`, `tls`, `proxy`, `timeout` or `cancelled`; no request byte has been sent then.
 */
export async function openConnection(url: URL, options: ConnectOptions, signal?: AbortSignal): Promise<Socket> {
  if (url.protocol === 'https:' && options.trust) await unlessAborted(options.trust(), signal)
  const limit = AbortSignal.timeout(options.connectMs ?? CONNECT_MS)
  const either = signal ? AbortSignal.any([signal, limit]) : limit
  try {
    const choices = await chooseProxies(url, options)
    return await connectByFirst(choices, url, options, either)
  } catch (error) {
    if (signal?.aborted) throw cancelledBefore()
    if (limit.aborted) throw new AppError({ code: 'timeout', message: networkReasons.notMadeInTime })
    throw error instanceof AppError ? error : new AppError(networkError(error), { cause: error })
  }
}

function cancelledBefore(): AppError {
  return new AppError({ code: 'cancelled', message: networkReasons.canceledBefore })
}

async function unlessAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  const { promise: cancelled, reject } = Promise.withResolvers<never>()
  const onAbort = (): void => reject(cancelledBefore())
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  await Promise.race([work, cancelled]).finally(() => signal?.removeEventListener('abort', onAbort))
}

/** Plain http goes to this machine only (the practice instance), which no proxy serves. */
async function chooseProxies(url: URL, options: ConnectOptions): Promise<readonly ProxyChoice[]> {
  return url.protocol === 'http:' ? [{ kind: 'direct' }] : parseProxyAnswer(await options.resolveProxy(url.href))
}

/** A PAC answer is a list in order of preference. Nothing was sent yet, so the next may be tried. */
async function connectByFirst(
  choices: readonly ProxyChoice[],
  url: URL,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Socket> {
  let failure: unknown
  for (const choice of choices) {
    try {
      const bare = await connectBare(choice, url, options, signal)
      return url.protocol === 'https:' ? await secure(bare, url.hostname, options, signal) : bare
    } catch (error) {
      failure = error
      if (signal.aborted) break
    }
  }
  throw failure
}

function connectBare(choice: ProxyChoice, url: URL, options: ConnectOptions, signal: AbortSignal): Promise<Socket> {
  if (choice.kind === 'direct') {
    return plainSocket(url.hostname, Number(url.port || (url.protocol === 'https:' ? 443 : 80)), options, signal)
  }
  if (choice.kind === 'unsupported') {
    throw new AppError({
      code: 'proxy',
      message: networkReasons.proxyKind(choice.scheme),
    })
  }
  return tunnel(choice, url, options, signal)
}

function plainSocket(host: string, port: number, options: ConnectOptions, signal: AbortSignal): Promise<Socket> {
  const socket = connectPlain({ host: host.replace(/^\[|\]$/g, ''), port, lookup: options.lookup })
  return whenReady(socket, 'connect', signal)
}

async function secure(socket: Socket, hostname: string, options: ConnectOptions, signal: AbortSignal): Promise<Socket> {
  const tls = connectTls({
    socket,
    servername: hostname,
    secureContext: await options.trust?.(),
    ALPNProtocols: ['http/1.1'],
  })
  return whenReady(tls, 'secureConnect', signal).catch((error) => {
    if (signal.aborted) throw error
    throw new AppError({ ...networkError(error), code: 'tls', message: networkReasons.notTrusted })
  })
}

/** Asks an HTTP proxy to connect through to the host. Whatever it answers but 200, nothing reached the host. */
async function tunnel(
  proxy: Extract<ProxyChoice, { kind: 'proxy' }>,
  url: URL,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<Socket> {
  const target = `${url.hostname}:${url.port || 443}`
  const bare = await plainSocket(proxy.host, proxy.port, { ...options, lookup: undefined }, signal).catch((error) => {
    if (signal.aborted) throw error
    throw new AppError({ ...networkError(error), code: 'proxy', message: networkReasons.proxyUnreachable })
  })
  const socket = proxy.isTls ? await secure(bare, proxy.host, { ...options, lookup: undefined }, signal) : bare
  const request = httpRequest({
    method: 'CONNECT',
    path: target,
    headers: { Host: target },
    createConnection: () => socket,
  })
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const onAbort = (): void => void request.destroy(new Error('aborted'))
  signal.addEventListener('abort', onAbort, { once: true })
  request.on('connect', (answer, through: Socket) => {
    if (answer.statusCode === 200) return resolve(through)
    through.destroy()
    reject(new AppError(proxyRefusal(answer.statusCode ?? 0)))
  })
  request.on('response', (answer) => {
    request.destroy()
    reject(new AppError(proxyRefusal(answer.statusCode ?? 0)))
  })
  request.on('error', (error) => reject(new AppError({ ...networkError(error), code: 'proxy' })))
  request.end()
  return promise.finally(() => signal.removeEventListener('abort', onAbort))
}

function proxyRefusal(status: number): { code: 'proxy'; message: string; status: number } {
  const message = status === 407 ? networkReasons.proxyWantsSignIn : networkReasons.proxyRefused
  return { code: 'proxy', message, status }
}

function whenReady<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<S> {
  const { promise, resolve, reject } = Promise.withResolvers<S>()
  const onAbort = (): void => void socket.destroy(new Error('aborted'))
  const onClose = (): void => reject(new Error('The connection was closed.'))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  socket.once(event, () => resolve(socket))
  // Stays on for good: a socket that fails between two owners must not end the process.
  socket.on('error', reject)
  socket.once('close', onClose)
  return promise.finally(() => {
    signal.removeEventListener('abort', onAbort)
    socket.off('close', onClose)
  })
}
