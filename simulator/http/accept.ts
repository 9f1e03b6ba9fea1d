interface Range {
  readonly type: string
  readonly quality: number
}

function readRanges(accept: string): readonly Range[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const quality = parameters.find((one) => one.startsWith('q='))?.slice(2)
    const given = quality === undefined ? 1 : Number(quality)
    return { type, quality: given >= 0 && given <= 1 ? given : 0 }
  })
}

/** How much a type is wanted: by its quality, then by how exactly it is named, then by how early. */
function wantOf(ranges: readonly Range[], type: string): readonly [quality: number, exactness: number, place: number] {
  const names = [type, type.replace(/\/.*/, '/*'), '*/*']
  for (const [vagueness, name] of names.entries()) {
    const place = ranges.findIndex((range) => range.type === name)
    if (place >= 0) return [ranges[place]?.quality ?? 0, -vagueness, -place]
  }
  return [0, -names.length, 0]
}

/** Whether an `Accept` header asks for CSV rather than JSON, which is what everybody else gets. */
export function prefersCsv(accept: string): boolean {
  const ranges = readRanges(accept)
  const csv = wantOf(ranges, 'text/csv')
  const json = wantOf(ranges, 'application/json')
  const at = csv.findIndex((value, index) => value !== json[index])
  return csv[0] > 0 && at >= 0 && (csv[at] ?? 0) > (json[at] ?? 0)
}
