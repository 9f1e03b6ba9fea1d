import type { CDPSession, Page } from 'playwright-core'

/** One task of the window's own thread, milliseconds. */
export interface ThreadTask {
  /** From the first one on. */
  readonly at: number
  /** From its begin to its end, by the clock on the wall. */
  readonly took: number
  /** What the thread worked in it: without what the machine gave to other programs meanwhile. */
  readonly worked: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

const TASK = 'ThreadControllerImpl::RunTask'

/** Traces the tasks of the window's thread until it is told to stop, which gives them. Works on both runtimes. */
export async function traceTasks(page: Page): Promise<() => Promise<readonly ThreadTask[]>> {
  const cdp = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[]).filter(isOfUse)))
  await cdp.send('Tracing.start', { traceConfig: { includedCategories: ['toplevel'] }, transferMode: 'ReportEvents' })
  return async () => {
    await endTracing(cdp)
    await cdp.detach()
    return tasksOf(events)
  }
}

async function endTracing(cdp: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()))
  await cdp.send('Tracing.end')
  await complete
}

function isOfUse({ name }: TraceEvent): boolean {
  return name === TASK || name === 'thread_name'
}

function tasksOf(events: readonly TraceEvent[]): readonly ThreadTask[] {
  const place = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`
  const windows = new Set(events.filter(({ args }) => args?.name === 'CrRendererMain').map(place))
  const tasks = events.filter((event) => event.name === TASK && event.ph === 'X' && windows.has(place(event)))
  const first = Math.min(...tasks.map(({ ts }) => ts))
  return tasks.map(({ ts, dur = 0, tdur = 0 }) => ({ at: (ts - first) / 1000, took: dur / 1000, worked: tdur / 1000 }))
}
