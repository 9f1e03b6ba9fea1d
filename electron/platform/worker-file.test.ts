import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { workerFile } from './worker-file.ts'

describe('workerFile', () => {
  test('is the source itself when main runs from source', () => {
    const file = workerFile('../csv/worker/csv.worker.ts', new URL('./worker-file.ts', import.meta.url).href)
    expect(existsSync(fileURLToPath(file))).toBe(true)
  })

  test('is beside main in a build, and outside the archive in a package', () => {
    const of = (main: string) => workerFile('../csv/worker/csv.worker.ts', main).href
    expect(of('file:///app/dist/main/main.js')).toBe('file:///app/dist/workers/csv.worker.mjs')
    expect(of('file:///Applications/Bulkdesk.app/Contents/Resources/app.asar/dist/main/main.js')).toBe(
      'file:///Applications/Bulkdesk.app/Contents/Resources/app.asar.unpacked/dist/workers/csv.worker.mjs',
    )
  })
})
