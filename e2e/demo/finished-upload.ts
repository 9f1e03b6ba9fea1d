import { readCount, type Stage } from './stage.ts'

interface Log {
  readonly statusCode: string
  readonly count: number
}

/** Waits for the upload on screen to end, then reads its sync's log from the practice instance itself. */
export async function finishedUpload({ page, ask }: Stage) {
  const outcome = page
    .getByRole('main')
    .getByRole('paragraph')
    .filter({ hasText: /^[\d,]+ (of [\d,]+ )?rows? (imported|processed|sent)\./ })
  await outcome.waitFor({ timeout: 60_000 })
  const id = readCount(await page.getByRole('button', { name: /^Open sync \d+/ }).innerText())
  const { items } = await ask<{ items: Log[] }>(`/syncs/${id}/logs`)
  return { id, countOf: (code: string) => items.find((log) => log.statusCode === code)?.count }
}
