import { NotImplementedError, strict } from './strict.ts'

type Source = 'system' | 'light' | 'dark'

let source: Source = 'system'
/** Tells the page of every window; given by their module. */
let tellPages: (scheme: 'light' | 'dark' | null) => void = () => undefined

export function applySchemeThrough(tell: typeof tellPages): void {
  tellPages = tell
}

/** As Electron's: what is set here is what `prefers-color-scheme` says in every page. The system itself counts as light. */
export const nativeTheme = strict('nativeTheme', {
  get themeSource(): Source {
    return source
  },
  set themeSource(next: Source) {
    if (!['system', 'light', 'dark'].includes(next)) throw new NotImplementedError(`nativeTheme.themeSource '${next}'`)
    if (next === source) return
    source = next
    tellPages(next === 'system' ? null : next)
  },
  get shouldUseDarkColors(): boolean {
    return source === 'dark'
  },
})
