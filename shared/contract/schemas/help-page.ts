import { z } from 'zod'

export const helpPage = z.enum(['bulk-api', 'status-codes', 'limits'])
