import type { Connection } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import { type NativeQuestion, type ProductionWrite, productionWriteWords } from '../../shared/words/production.ts'
import { bulkdeskReasons } from '../../shared/words/reasons.ts'
import type { Desktop } from '../platform/desktop.ts'

/**
 * Main's own question before production is written to, for whatever did not come through a check that was shown. The
 * window cannot answer it. Resolves at once for every other environment; rejects with `cancelled`.
 */
export async function confirmWrite(desktop: Pick<Desktop, 'confirm'>, to: Connection, write: ProductionWrite) {
  if (to.environment === 'production') await confirmNatively(desktop, productionWriteWords(write, to))
}

/** Rejects with `cancelled` unless the user goes ahead. */
export async function confirmNatively(desktop: Pick<Desktop, 'confirm'>, question: NativeQuestion): Promise<void> {
  if (await desktop.confirm(question)) return
  throw new AppError({ code: 'cancelled', message: bulkdeskReasons.youCanceled, fate: 'not-sent' })
}
