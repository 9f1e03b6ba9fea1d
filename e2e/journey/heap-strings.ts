import type { Page } from 'playwright-core'

/** Every string that is alive in the page's JavaScript heap, after a garbage collection. */
export async function readHeapStrings(page: Page): Promise<readonly string[]> {
  const cdp = await page.context().newCDPSession(page)
  const chunks: string[] = []
  cdp.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  try {
    await cdp.send('HeapProfiler.enable')
    await cdp.send('HeapProfiler.collectGarbage')
    await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  } finally {
    await cdp.detach()
  }
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings
}
