/** The proxy for a url by `HTTPS_PROXY` and `NO_PROXY`, in the format of a PAC file: `DIRECT` or `PROXY host:port`. */
export function proxyFor({ hostname }: URL, environment: NodeJS.ProcessEnv): string {
  const proxy = environment.https_proxy || environment.HTTPS_PROXY
  const url = proxy ? URL.parse(proxy.includes('://') ? proxy : `http://${proxy}`) : null
  const none = (environment.no_proxy || environment.NO_PROXY || '').split(/[\s,]+/).filter(Boolean)
  if (!url || none.some((entry) => covers(entry.toLowerCase(), hostname.toLowerCase()))) return 'DIRECT'
  const isTls = url.protocol === 'https:'
  return `${isTls ? 'HTTPS' : 'PROXY'} ${url.hostname}:${url.port || (isTls ? 443 : 80)}`
}

/** `example.com`, `.example.com` and `*.example.com` all mean the host and what is below it. */
function covers(entry: string, host: string): boolean {
  const name = entry.replace(/^\*?\./, '')
  return entry === '*' || host === name || host.endsWith(`.${name}`)
}
