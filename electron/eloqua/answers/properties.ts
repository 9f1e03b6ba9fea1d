/** Text as it is; absent is empty; what is not text is shown as the JSON that it is. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}

/** The property, where it holds text. */
export function optionalText<K extends string>(key: K, value: unknown): Partial<Record<K, string>> {
  const property: Partial<Record<K, string>> = {}
  if (typeof value === 'string' && value !== '') property[key] = value
  return property
}

export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null
}

/** A count of rows or items: whole and not negative. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
