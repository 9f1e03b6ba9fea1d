/** The points of a line through the values from left to right, the highest at the top, 2 px from every edge. */
export function sparklinePoints(values: readonly number[], width: number, height: number): string {
  const most = Math.max(1, ...values)
  const step = values.length > 1 ? (width - 4) / (values.length - 1) : 0
  return values.map((value, index) => `${2 + index * step},${height - 2 - (value / most) * (height - 4)}`).join(' ')
}
