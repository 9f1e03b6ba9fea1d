/** Known without asking main, because the first screen already names keys. */
export const isMac = navigator.userAgent.includes('Mac')

/** `mod+K` as this machine's keyboard calls it: `⌘K` or `Ctrl+K`. */
export function keyWords(keys: string): string {
  if (!isMac) return keys.replace('mod', 'Ctrl').replace('shift', 'Shift')
  return keys.replace('mod', '⌘').replace('shift', '⇧').replaceAll('+', '')
}
