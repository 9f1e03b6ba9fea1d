import fc from 'fast-check'
import { vi } from 'vitest'

/** `PROPERTY_SEED` makes every property test try the same inputs; without it each run tries new ones and prints its seed. */
const { PROPERTY_SEED } = process.env
if (PROPERTY_SEED) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(PROPERTY_SEED) })

// Test files share a worker and its packages (isolate: false), which saves most of their start. Our own modules hold state, so each file gets new ones.
vi.resetModules()
