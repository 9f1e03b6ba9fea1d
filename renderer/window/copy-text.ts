import { api } from '../api.ts'

/** Puts text on the clipboard. Main does: the sandboxed window may not. */
export function copyText(text: string): Promise<void> {
  return api.copyText({ text })
}
