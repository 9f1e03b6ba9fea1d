import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'playwright/test'
import { appCommand } from '../scripts/app-command.ts'
import { chooseRuntime } from '../scripts/choose-runtime.ts'
import { INSTALLATION_CHECKS, type InstallationFinding } from '../shared/contract/installation.ts'
import { test } from './fixtures.ts'
import { runFolder } from './journey/run.ts'

test('the app says what it runs on', async ({ app }) => {
  const info = await app.page.evaluate(() => window.bulkdesk.call('getAppInfo'))
  expect(info).toMatchObject({
    ok: true,
    value: { runtime: app.runtime, packaged: false, dataFolder: app.userDataDir },
  })
})

test('nothing fails on the way to the first screen', async ({ app }) => {
  const complaints: string[] = []
  app.page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  app.page.on('pageerror', (error) => complaints.push(error.message))
  await app.page.reload({ waitUntil: 'load' })
  await expect(app.page.locator('button, a[href], input').first()).toBeVisible()
  expect(complaints).toEqual([])
})

test('the self-test finds that every part works which this runtime can show', async () => {
  const report = join(runFolder('self-test'), 'found.json')
  const runtime = chooseRuntime({ forced: process.env.BULKDESK_RUNTIME, mayFetch: false })
  const [program, args] = appCommand(runtime, ['--self-test', `--self-test-report=${report}`])
  const run = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = text(run.stdout)
  const [code] = (await once(run, 'exit')) as [number | null]
  const { findings } = JSON.parse(readFileSync(report, 'utf8')) as { findings: readonly InstallationFinding[] }
  expect(
    findings.filter(({ outcome }) => outcome === 'failed'),
    await printed,
  ).toEqual([])
  expect(findings.map(({ check }) => check)).toEqual([...INSTALLATION_CHECKS])
  const left = findings.filter(({ outcome }) => outcome === 'not-here').map(({ check }) => check)
  const onlyElectron = ['app-scheme', 'chromium-read', 'helper-process', 'notifications']
  expect(left).toEqual(runtime.name === 'electron' ? [] : onlyElectron)
  expect(code).toBe(0)
})
