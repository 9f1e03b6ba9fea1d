/**
 * What Oracle leaves open, or says twice. Each name plays the answer that the simulator does not give by itself, so that
 * a client can be tried against both.
 */
export const VARIANTS = {
  'retention-6h': 'exports keep their data for 6 hours unless the definition says otherwise (default: 12)',
  'blank-ends-q': 'a blank ends the value of q, so that names are searched with * for blanks (default: blanks count)',
  'rejects-go-with-definition': 'the rejects of a sync are gone with its definition (default: they stay)',
  'staging-lost': 'a failed sync takes the staged rows with it (default: they wait for the next sync)',
  'long-filters': 'a filter may have up to 4,000 characters (default: 1,000)',
  'millisecond-times': 'times have three digits after the second (default: seven)',
} as const

export type VariantName = keyof typeof VARIANTS

/** The variants in force; they can be switched while the simulator runs. */
export interface Variants {
  has(name: VariantName): boolean
  list(): readonly VariantName[]
  /** Plays exactly these. Throws TypeError for a name that is none. */
  set(names: readonly string[]): void
}

export function isVariant(name: string): name is VariantName {
  return Object.hasOwn(VARIANTS, name)
}

export function createVariants(names: readonly string[] = []): Variants {
  const known = new Set<VariantName>()
  const variants: Variants = {
    has: (name) => known.has(name),
    list: () => [...known],
    set(wanted) {
      const unknown = wanted.find((name) => !isVariant(name))
      if (unknown !== undefined) {
        throw new TypeError(`There is no variant ${unknown}; there are ${Object.keys(VARIANTS).join(', ')}`)
      }
      known.clear()
      for (const name of wanted) if (isVariant(name)) known.add(name)
    },
  }
  variants.set(names)
  return variants
}
