import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AppInfo } from '../../shared/contract/app-info.ts'
import type { SupportApi } from '../../shared/contract/calls/support.ts'
import type { Connection } from '../../shared/contract/connection.ts'
import { AppError } from '../../shared/contract/errors.ts'
import type { Transfer } from '../../shared/contract/transfer.ts'
import type { Upload } from '../../shared/uploads/upload.ts'
import type { Desktop } from '../platform/desktop.ts'
import { createLogger } from '../platform/logger.ts'
import { createSupportApi, type SupportOptions } from './support-api.ts'

const INFO: AppInfo = {
  version: '1.2.3',
  platform: 'linux',
  runtime: 'electron',
  runtimeVersion: '45.4.1',
  packaged: true,
  dataFolder: '/somewhere',
}

/** A folder with a log of its own, and everything a report looks at; `planted` stands wherever a text can stand. */
function openDesk(planted = 'nothing') {
  const folder = mkdtempSync(join(tmpdir(), 'bulkdesk-support-'))
  const target = join(folder, 'report.txt')
  const log = createLogger(folder)
  const asked: string[] = []
  let path: string | undefined = target
  const options: SupportOptions = {
    info: { ...INFO, dataFolder: `/home/${planted}`, loginUrl: `http://${planted}.example/id` },
    userData: folder,
    log,
    desktop: {
      askSavePath: async ({ defaultName }) => {
        asked.push(defaultName)
        return path
      },
    } as Partial<Desktop> as Desktop,
    counted: countedWith(planted),
    now: () => new Date('2026-11-28T18:00:00Z'),
  }
  const api: SupportApi = createSupportApi(options)
  const closeDialog = (): void => {
    path = undefined
  }
  const close = () => rmSync(folder, { recursive: true, force: true })
  return { api, log, folder, target, asked, close, closeDialog }
}

function countedWith(planted: string): SupportOptions['counted'] {
  const connection = {
    id: planted,
    label: planted,
    company: planted,
    user: planted,
    environment: 'production',
    kept: 'keychain',
    host: planted,
  } satisfies Connection
  const upload = {
    state: 'done',
    connectionLabel: planted,
    user: planted,
    file: { name: planted, size: 1, sha256: planted },
    outcome: { kind: 'written', text: planted },
  } as Partial<Upload> as Upload
  const transfer = { kind: 'save', state: 'failed', title: planted, message: planted, fileName: planted } as Transfer
  return {
    getWindowSettings: async () => ({
      appearance: 'dark',
      sideBar: 'narrow',
      columns: { [planted]: { order: [planted], hidden: [], widths: {} } },
      columnSummaries: true,
    }),
    listConnections: async () => ({ connections: [connection, connection], activeId: planted }),
    listUploads: async () => ({
      items: [upload, upload, { ...upload, state: 'staged' }],
      offset: 0,
      limit: 3,
      hasMore: false,
    }),
    listTransfers: async () => [transfer],
  }
}

/** An error with a cause, made in a file of this name. */
function defectOf(filename: string): unknown {
  return runInThisContext("(() => new TypeError('x', { cause: new RangeError('y') }))()", { filename })
}

describe('a report for support', () => {
  it('says what runs, how it is set, how much there is, and where it failed', async () => {
    const { api, log, close } = openDesk()
    onTestFinished(close)
    log.info('call failed', { channel: 'call:getSync', code: 'not-found', status: 404 })
    log.error('defect', { during: 'saving results', error: defectOf('save-rows.js') })
    const { text } = await api.makeSupportReport()
    for (const line of [
      'Made at 2026-11-28T18:00:00.000Z',
      '  Bulkdesk: 1.2.3',
      '  Runs on: electron 45.4.1',
      '  Appearance: dark',
      '  Arranged results: 1',
      '  production: 2',
      '  done: 2',
      '  staged: 1',
      '  save failed: 1',
      'Log: 2 entries, the oldest first',
    ])
      expect(text.split('\n')).toContain(line)
    expect(text).toMatch(/info call failed channel=call:getSync code=not-found status=404\n/)
    expect(text).toMatch(/error defect during=saving results\n {4}TypeError\n {6}at .*save-rows\.js:\d+:\d+/)
    expect(text).toContain('    caused by RangeError\n')
  })

  it('saves exactly what was shown, whole, under a name that says what it is', async () => {
    const { api, log, folder, target, asked, close } = openDesk()
    onTestFinished(close)
    const { reportId, text } = await api.makeSupportReport()
    log.error('defect', { during: 'later' })
    expect(await api.saveSupportReport({ reportId })).toEqual({ saved: true })
    expect(readFileSync(target, 'utf8')).toBe(text)
    expect(asked).toEqual(['bulkdesk-report-2026-11-28.txt'])
    expect(readdirSync(folder).sort()).toEqual(['logs', 'report.txt'])
  })

  it('saves nothing when the dialog is closed, and never a report that was not shown last', async () => {
    const { api, folder, close, closeDialog } = openDesk()
    onTestFinished(close)
    const first = await api.makeSupportReport()
    const second = await api.makeSupportReport()
    await expect(api.saveSupportReport(first)).rejects.toMatchObject({ code: 'not-allowed-now' })
    closeDialog()
    expect(await api.saveSupportReport(second)).toEqual({ saved: false })
    expect(readdirSync(folder)).not.toContain('report.txt')
  })

  it('can be made when there is no log, and shows what the window told of its own faults', async () => {
    const { api, close } = openDesk()
    onTestFinished(close)
    expect((await api.makeSupportReport()).text).toContain('Log: 0 entries')
    await api.noteWindowFault({
      name: 'TypeError',
      stack: 'TypeError: Ann\n    at Grid (app://bundle/assets/grid-a1.js:1:2)',
    })
    const { text } = await api.makeSupportReport()
    expect(text).toContain('a screen of the window failed')
    expect(text).toContain('      at Grid (grid-a1.js:1:2)')
    expect(text).not.toContain('Ann')
  })

  it('never holds a secret or a name, wherever they stand', async () => {
    // Longer than any word of the report itself, and of the letters that names and passwords have.
    const names = fc.stringMatching(/^[A-Za-zÀ-ÿ0-9 .@'"\\/{}:-]{3,20}Q7x[A-Za-z0-9]{3,12}$/)
    await fc.assert(
      fc.asyncProperty(names, async (planted) => {
        const { api, log, close } = openDesk(planted)
        try {
          for (const error of errorsOf(planted)) log.error('defect', { during: 'saving results', error, cause: error })
          log.info('call failed', factsOf(planted))
          const { text } = await api.makeSupportReport()
          expect(text).toContain('error defect')
          expect(text).not.toContain('Q7x')
        } finally {
          close()
        }
      }),
      { numRuns: 60 },
    )
  })
})

/** Failures as they come: with names in their messages, codes and causes, and in what their stacks begin with. */
function errorsOf(planted: string): readonly unknown[] {
  const named = Object.assign(new Error(planted), { name: planted, code: planted })
  const file = Object.assign(new Error(`ENOENT: no such file, open '/home/${planted}/${planted}.csv'`), {
    code: 'ENOENT',
    syscall: 'open',
    path: planted,
  })
  return [
    new TypeError(`${planted}\n${planted} is not a function`),
    new AppError({ code: 'unknown', message: planted, detail: planted, requestId: planted }, { cause: named }),
    new SyntaxError(`Unexpected token, "${planted}" is not valid JSON`),
    file,
    named,
    planted,
    { [planted]: planted },
  ]
}

function factsOf(planted: string): Readonly<Record<string, unknown>> {
  return {
    channel: planted,
    code: planted,
    status: planted,
    requestId: planted,
    reason: planted,
    [planted]: planted,
    password: planted,
    list: [planted],
  }
}
