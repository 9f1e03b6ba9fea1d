import fc from 'fast-check'

/** `PROPERTY_SEED` makes every property test try the same inputs; without it each run tries new ones and prints its seed. */
const { PROPERTY_SEED } = process.env
if (PROPERTY_SEED) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(PROPERTY_SEED) })
