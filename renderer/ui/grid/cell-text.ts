/** Longest piece of a cell that is put into the page: what is past it could not be seen, only slow things down. */
const MAX_SHOWN = 300

/**
 * A cell's text on one line: line breaks as ⏎ and tabs as ⇥, so that they can be seen, and cut where nobody could
 * read on. The data itself is never changed by this.
 */
export function showCell(text: string): string {
  const start = text.length > MAX_SHOWN ? `${text.slice(0, cutBefore(text, MAX_SHOWN))}…` : text
  return start.replace(/\r\n|\n|\r/g, ' ⏎ ').replaceAll('\t', ' ⇥ ')
}

/** A place that does not split a character made of two halves. */
function cutBefore(text: string, at: number): number {
  const half = text.charCodeAt(at - 1)
  return half >= 0xd800 && half <= 0xdbff ? at - 1 : at
}
