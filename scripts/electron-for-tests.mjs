/** Before unit tests that Node imports by itself: the module `electron` is our stand-in, as e2e/runtime/launch.ts has it. */
import { registerHooks } from 'node:module'

const standIn = new URL('../e2e/runtime/electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
