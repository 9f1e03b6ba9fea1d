/** `12`, `-1,204.50`, `12 %`: a number as people write it. A leading zero makes a code of it: `00123` is none. */
const NUMBER = /^[-+]?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:[ ,.'’\u00A0\u202F]\d{3})+)(?:[.,]\d+)?(?:\s?%)?$/

/** Whether a column of these cells reads as numbers. Only how the cells are placed depends on it. */
export function looksLikeNumbers(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 0 && filled.every((cell) => NUMBER.test(cell))
}
