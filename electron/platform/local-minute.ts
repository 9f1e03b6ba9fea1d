const MINUTE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `31 Jan 2026, 20:02` by the clock of this computer, for the sentences that main writes. */
export function localMinute(time: Date): string {
  return MINUTE.format(time)
}
