/**
 * What Excel expects between the cells of a CSV file: the system's list separator. Where the decimal sign is a comma, that is a semicolon.
 */
export function listSeparator(locale: string): ',' | ';' {
  return new Intl.NumberFormat(locale).formatToParts(1.5).some(({ type, value }) => type === 'decimal' && value === ',')
    ? ';'
    : ','
}
