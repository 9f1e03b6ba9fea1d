import type { PageBytes } from '../data-engine.ts'

export function pageLength({ runs }: PageBytes): number {
  return runs.reduce((sum, run) => sum + run.length, 0)
}

/** The bytes of a page in one piece. */
export function joinPage({ runs }: PageBytes): Buffer {
  return Buffer.concat(runs)
}
