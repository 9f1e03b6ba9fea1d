import type { Api, AppInfo } from '../shared/ipc.ts'
import { createAppApi } from './app-api.ts'
import type { Desktop } from './desktop.ts'

export interface ApiOptions {
  readonly info: AppInfo
  readonly desktop: Desktop
}

export function createApi(options: ApiOptions): Partial<Api> {
  return { ...createAppApi(options) }
}
