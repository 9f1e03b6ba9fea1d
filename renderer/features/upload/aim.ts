/** What the next file is for, chosen before it. */
export interface Aim {
  readonly targetUri?: string | undefined
  /** A recipe that is applied to the file. */
  readonly recipeId?: string | undefined
}

/** As part of a route. */
export function aimedAt({ targetUri, recipeId }: Aim) {
  return { ...(targetUri ? { targetUri } : {}), ...(recipeId ? { recipeId } : {}) }
}
