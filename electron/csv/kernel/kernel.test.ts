import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildKernelModule, CSV_KERNEL } from '../../../scripts/build-wasm.ts'

// The compiler takes most of the time, and half a minute on a busy machine.
it('is what its sources compile to', { timeout: 120_000 }, () => {
  expect(readFileSync(CSV_KERNEL.module, 'utf8')).toBe(buildKernelModule(CSV_KERNEL))
})
