import { Kernel } from './kernel.ts'

/** A kernel that grew bigger, for millions of identifiers, is not kept: its memory never shrinks. */
const KEPT_BYTES = 64 * 1024 * 1024

let shelved: Kernel | undefined
let grewTooBig = false

/** A kernel for one file. Give it back when the file is read. */
export function takeKernel(): Kernel {
  const kernel = shelved ?? new Kernel()
  shelved = undefined
  kernel.reset()
  return kernel
}

/** Keeps one kernel of this thread for its next file. What it read must not be used any more. */
export function giveKernel(kernel: Kernel): void {
  if (kernel.bytes.length <= KEPT_BYTES) shelved = kernel
  else grewTooBig = true
}

/** The same for a kernel in the memory of another thread, which alone may keep it. */
export function leaveKernel(kernel: Kernel): void {
  if (kernel.bytes.length > KEPT_BYTES) grewTooBig = true
}

/** Whether this thread holds no more memory than one that has just started. */
export function isSlim(): boolean {
  return !grewTooBig
}
