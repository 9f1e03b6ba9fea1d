import { z } from 'zod'

const path = z
  .string()
  .min(1)
  .max(32_767)
  .refine((text) => !text.includes('\0'))

/** What preload hands over for dropped files: absolute paths. A File without a path (made by a page) gives ''. */
export const droppedPaths = z.array(path).max(1_000)
