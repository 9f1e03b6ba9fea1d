/** A moment as filters write it: a date, and often a time to the second (fact sheet 3.7). */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2})(?::(\d{2}))?(?:\.0{1,7})?)?$/

/** True for a text that a filter reads as a moment: `2026-03-02`, `2026-03-02 13:00:00`. */
export function isMoment(text: string): boolean {
  return MOMENT.test(text)
}

/**
 * A moment of a filter as a date field of the window holds it: `2026-03-02T13:00`, with seconds only where there are some.
 * A blank text is a blank field. Undefined for a text that the field cannot show, such as one with milliseconds.
 */
export function toDateField(text: string): string | undefined {
  if (text === '') return ''
  const [, date, time = '00:00', seconds = '00'] = MOMENT.exec(text) ?? []
  if (date === undefined) return undefined
  return `${date}T${time}${seconds === '00' ? '' : `:${seconds}`}`
}

/** What a date field holds as the text of a filter: `2026-03-02 13:00:00`. */
export function fromDateField(value: string): string {
  const [date = '', time = ''] = value.split('T')
  if (date === '') return ''
  const [hours = '00', minutes = '00', seconds = '00'] = time.split(':')
  return `${date} ${hours}:${minutes}:${seconds.slice(0, 2)}`
}
