const SECRET_KEY = /pass(word|phrase)?|secret|authori[sz]ation|token|cookie|credential/i
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer|Negotiate|NTLM)\s+[A-Za-z0-9+/=_.~-]+/gi, '$1 [removed]'],
  [/\/\/[^/\s@]*@/g, '//[removed]@'],
  [/("?(?:password|passphrase|secret|token|authorization|cookie)"?\s*[:=]\s*)("[^"]*"|[^\s,;}]+)/gi, '$1[removed]'],
  [/[^\s@<>"'(),:;]+@[^\s@<>"'(),:;]+\.[A-Za-z]{2,}/g, '[e-mail]'],
]
const LONGEST_TEXT = 2_000
const MOST_ENTRIES = 50
const DEEPEST = 5

/** Takes credentials and e-mail addresses out of a text, and cuts it to a length a log can bear. */
export function redactText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text
  return SECRET_TEXT.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), cut)
}

/** Makes any value fit for the log: secrets out by key and by form, errors as data, no depth or size that hurts. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return redactText(String(value))
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (ArrayBuffer.isView(value)) return '[bytes]'
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ENTRIES)
      .map(([key, item]) => [key, SECRET_KEY.test(key) ? '[removed]' : redact(item, depth + 1)]),
  )
}

function redactError(error: Error, depth: number): unknown {
  const { name, stack, cause } = error
  return {
    name,
    message: redactText(messageOf(error)),
    ...('code' in error ? { code: redact(error.code, depth + 1) } : {}),
    ...(stack ? { stack: redactText(framesOf(stack)) } : {}),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  }
}

/** Without what JSON.parse quotes of its input, which may be a customer's data, and the path that the file system names. */
function messageOf(error: Error): string {
  const quotes = error instanceof SyntaxError || 'syscall' in error
  return quotes ? error.message.replace(/'.*'/gs, "'…'").replace(/".*"/gs, '"…"') : error.message
}

const FRAME = /^\s+at .*$/gm
/** The folder of a code file: it may name the user. */
const CODE_FOLDER = /(?<=^|[\s(])(?:[a-z]{2,}:\/\/|\/|[A-Za-z]:[\\/])[^\s()]*[\\/](?=[^\\/\s()]+:\d+:\d+)/g

/** Where the code was, by function, file name and line. The message, which a stack begins with, is left out: it may have many lines. */
function framesOf(stack: string): string {
  const frames = stack.match(FRAME) ?? []
  return frames.map((frame) => frame.trim().replace(CODE_FOLDER, '')).join('\n')
}
