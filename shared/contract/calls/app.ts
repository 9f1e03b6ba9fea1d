import { z } from 'zod'
import type { AppInfo } from '../app-info.ts'
import { type ApiOf, takes } from '../call.ts'
import { nothing } from '../schemas/common.ts'
import { helpPage } from '../schemas/help-page.ts'

export const appCalls = {
  getAppInfo: takes(nothing).gives<AppInfo>(),
  openHelp: takes(z.strictObject({ page: helpPage })).gives<void>(),
  copyText: takes(z.strictObject({ text: z.string().max(5_000_000) })).gives<void>(),
}

export type AppApi = ApiOf<typeof appCalls>
