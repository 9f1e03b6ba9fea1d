/**
 * The cells of one record, as text: the same dialect as the kernel's, in JavaScript, for the few records that are
 * shown, joined or saved; the first `most` of them. A cell with text after its closing quote is given as it stands.
 */
export function splitRecord(record: string, delimiter: string, most = Number.POSITIVE_INFINITY): string[] {
  const cells: string[] = []
  let start = 0
  while (true) {
    const end = cellEnd(record, start, delimiter)
    cells.push(cellText(record.slice(start, end)))
    if (end >= record.length || cells.length >= most) return cells
    start = end + 1
  }
}

function cellEnd(record: string, start: number, delimiter: string): number {
  let from = start
  if (record[start] === '"') {
    let quote = record.indexOf('"', start + 1)
    while (quote !== -1 && record[quote + 1] === '"') quote = record.indexOf('"', quote + 2)
    if (quote === -1) return record.length
    from = quote + 1
  }
  const end = record.indexOf(delimiter, from)
  return end === -1 ? record.length : end
}

function cellText(raw: string): string {
  if (raw.length < 2 || raw[0] !== '"' || raw.at(-1) !== '"') return raw
  const inner = raw.slice(1, -1)
  const unescaped = inner.replaceAll('""', '"')
  // Every quote inside must be one of a pair, or the last one did not close the cell.
  return inner.replaceAll('""', '').includes('"') ? raw : unescaped
}
