import type { CDPSession } from 'playwright-core'

/**
 * Puts text on the system's clipboard through the page, which may do that during a user's gesture without any
 * permission. The text travels as an argument, never as code.
 */
export async function writeClipboardThrough(cdp: CDPSession, text: string): Promise<void> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: 'document' })
  const copied = await cdp.send('Runtime.callFunctionOn', {
    objectId: result.objectId as string,
    functionDeclaration: copyInPage.toString(),
    arguments: [{ value: text }],
    returnByValue: true,
    userGesture: true,
  })
  if (copied.result.value !== true) throw new Error('The clipboard could not be written.')
}

function copyInPage(text: string): boolean {
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  // On the window and capturing: before any listener of the page, which must not see this copy.
  window.addEventListener('copy', onCopy, true)
  try {
    return document.execCommand('copy')
  } finally {
    window.removeEventListener('copy', onCopy, true)
  }
}
