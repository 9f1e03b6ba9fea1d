import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoStep, Figures, Stage } from './stage.ts'

export interface StepReport {
  readonly name: string
  readonly ok: boolean
  readonly ms: number
  readonly figures: Figures
  /** Why it does not hold. */
  readonly error?: string
}

/**
 * Plays the steps in order and writes `report.json` after each. When one fails the window is photographed, and the
 * later ones, which build on it, are reported as not reached. `before`: of an earlier act.
 */
export async function play(
  steps: readonly DemoStep[],
  stage: Stage,
  before: readonly StepReport[] = [],
): Promise<readonly StepReport[]> {
  const reports = [...before]
  for (const step of steps) {
    const report = reports.every(({ ok }) => ok) ? await playStep(step, stage) : notReached(step)
    reports.push(report)
    console.log(
      `${report.ok ? 'ok  ' : 'FAIL'} ${step.name} (${report.ms} ms)${report.error ? `\n     ${report.error}` : ''}`,
    )
    writeFileSync(join(stage.outDir, 'report.json'), `${JSON.stringify(reports, null, 2)}\n`)
  }
  return reports
}

async function playStep(step: DemoStep, stage: Stage): Promise<StepReport> {
  const startedAt = performance.now()
  const took = (): number => Math.round(performance.now() - startedAt)
  try {
    const figures = await step.play(stage)
    return { name: step.name, ok: true, ms: took(), figures }
  } catch (error) {
    const ms = took()
    await stage.shoot('failed').catch(() => undefined)
    return {
      name: step.name,
      ok: false,
      ms,
      figures: {},
      error: error instanceof Error ? error.message : String(error),
    }
  }
}

function notReached({ name }: DemoStep): StepReport {
  return { name, ok: false, ms: 0, figures: {}, error: 'not reached' }
}
