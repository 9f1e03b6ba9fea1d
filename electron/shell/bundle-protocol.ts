import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { protocol } from 'electron'
import { BUNDLE_ORIGIN } from './bundle-origin.ts'

/** Url path -> file. Only what was built is ever served: a request is looked up here, never joined to a path. */
export type BundleManifest = ReadonlyMap<string, string>

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** Must run before the app is ready: makes `app://bundle` an origin with the rights of https and no more. */
export function registerBundleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Lists the built window's files, with the url path each is served under. */
export function readBundleManifest(folder: string): BundleManifest {
  return new Map(listFiles(folder).map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]))
}

/** By hand, and not with `recursive`: in a packaged app the folder lies in an archive, which knows the plain calls best. */
function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

/**
 * Answers requests for `app://bundle/…` out of the manifest. The url is compared as it came, undecoded:
 * every form of traversal, a query, another host are simply not in the manifest, and answered 404.
 */
export function createBundleHandler(
  manifest: BundleManifest,
): (request: { readonly url: string; readonly method: string }) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET') return new Response(null, { status: 405, headers: securityHeaders() })
    const file = url.startsWith(`${BUNDLE_ORIGIN}/`) ? manifest.get(url.slice(BUNDLE_ORIGIN.length)) : undefined
    if (!file) return new Response('Not found', { status: 404, headers: securityHeaders() })
    const contentType = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream'
    return new Response(new Uint8Array(await readFile(file)), { headers: securityHeaders(contentType) })
  }
}

function securityHeaders(contentType = 'text/plain; charset=utf-8'): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}
