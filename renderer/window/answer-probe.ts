/** Answers main's question about the window itself, for the check of an installation. */
export function answerProbes(): void {
  // In a task of its own: what runs inside main's message may be allowed more than the page is.
  window.bulkdesk.subscribe('window-probed', ({ token }) => void setTimeout(() => answer(token)))
}

function answer(token: string): void {
  void window.bulkdesk.call('answerProbe', {
    token,
    blocksCode: blocksCode(),
    hasNode: 'require' in globalThis || 'process' in globalThis,
    origin: location.origin,
  })
}

/** Tries the very thing that the content security policy forbids. */
function blocksCode(): boolean {
  try {
    Reflect.construct(Function, ['return 1'])
    return false
  } catch {
    return true
  }
}
