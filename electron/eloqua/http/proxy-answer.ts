/** One way to reach a host, as a PAC file names it. */
export type ProxyChoice =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly host: string; readonly port: number; readonly isTls: boolean }
  | { readonly kind: 'unsupported'; readonly scheme: string }

/** Reads `PROXY a:8080; HTTPS b:443; DIRECT` into choices, best first. An empty or unreadable answer means direct. */
export function parseProxyAnswer(answer: string): readonly ProxyChoice[] {
  const choices = answer
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.length > 0)
    .map(parseChoice)
    .filter((choice) => choice !== undefined)
  return choices.length > 0 ? choices : [{ kind: 'direct' }]
}

function parseChoice(part: string): ProxyChoice | undefined {
  const [scheme = '', place = ''] = part.split(/\s+/)
  const kind = scheme.toUpperCase()
  if (kind === 'DIRECT') return { kind: 'direct' }
  if (kind.startsWith('SOCKS') || kind === 'QUIC') return { kind: 'unsupported', scheme: kind }
  if (kind !== 'PROXY' && kind !== 'HTTP' && kind !== 'HTTPS') return undefined
  const match = /^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(place)
  if (!match?.[1]) return undefined
  const isTls = kind === 'HTTPS'
  return { kind: 'proxy', host: match[1], port: Number(match[2] ?? (isTls ? 443 : 80)), isTls }
}
