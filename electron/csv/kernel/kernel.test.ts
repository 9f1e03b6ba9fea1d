import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildKernelModule, CSV_KERNEL } from '../../../scripts/build-wasm.ts'

it('is what its sources compile to', () => {
  expect(readFileSync(CSV_KERNEL.module, 'utf8')).toBe(buildKernelModule(CSV_KERNEL))
})
