import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildKernelModule, KERNEL_MODULE } from '../../scripts/build-wasm.ts'

it('is what its sources compile to', () => {
  expect(readFileSync(KERNEL_MODULE, 'utf8')).toBe(buildKernelModule())
})
