import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildKernelModule, JSON_KERNEL } from '../../scripts/build-wasm.ts'

it('is what its sources compile to', () => {
  expect(readFileSync(JSON_KERNEL.module, 'utf8')).toBe(buildKernelModule(JSON_KERNEL))
})
