import type { ComponentType } from 'react'
import type { Sync } from '../../../shared/eloqua/sync.ts'

/** The part that shows an export's rows. The app passes the component in, because features do not import each other. */
export type ResultSlot = ComponentType<{ readonly sync: Sync }>
