/** A field shows every line end as a line feed; the file may hold others. */
export function toEditable(cell: string): string {
  return cell.replace(/\r\n?/g, '\n')
}

/** The edited text with the line ends of the cell it was made from, where that cell had only one kind. */
export function fromEditable(edited: string, before: string): string {
  const ends = new Set(before.match(/\r\n|\r|\n/g))
  const [end = '\n'] = ends
  return ends.size === 1 ? edited.replaceAll('\n', end) : edited
}
