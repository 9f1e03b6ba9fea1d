const QUOTE = '"'

/** The cells of one line that we wrote ourselves; its line end may be there or not. */
export function parseLine(line: string): string[] {
  const text = line.endsWith('\n') ? line.slice(0, -1) : line
  return text.includes(QUOTE) ? parseQuoted(text) : text.split(',')
}

function parseQuoted(text: string): string[] {
  const cells: string[] = []
  for (let at = 0; at <= text.length; at += 1) {
    const end = text[at] === QUOTE ? quoteEnd(text, at) : plainEnd(text, at)
    cells.push(text[at] === QUOTE ? text.slice(at + 1, end - 1).replaceAll('""', QUOTE) : text.slice(at, end))
    at = end
  }
  return cells
}

/** Behind the quote that closes the cell at `at`. */
function quoteEnd(text: string, at: number): number {
  let end = at + 1
  for (;;) {
    const quote = text.indexOf(QUOTE, end)
    if (quote < 0) return text.length + 1
    if (text[quote + 1] !== QUOTE) return quote + 1
    end = quote + 2
  }
}

function plainEnd(text: string, at: number): number {
  const comma = text.indexOf(',', at)
  return comma < 0 ? text.length : comma
}
