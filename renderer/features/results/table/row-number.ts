/** What a user typed as a row number (`1,204` or `1204`), 0-based; undefined when it is none of the rows. */
export function readRowNumber(text: string, rows: number): number | undefined {
  const digits = text.replace(/[\s,.'’]/g, '')
  if (!/^\d{1,12}$/.test(digits)) return undefined
  const number = Number(digits)
  return number < 1 || number > rows ? undefined : number - 1
}
