import { z } from 'zod'

/** Straight to the definition the user picked, or through a private copy of it that is thrown away when in doubt. */
export const uploadWay = z.enum(['straight', 'private-copy'])

export const uploadScope = z.enum(['all-good-rows', 'first-50'])

/** Every answer that an upload's question may offer. */
export const uploadChoice = z.enum([
  'check-again',
  'send-again',
  'treat-as-arrived',
  'take-sync',
  'start-sync',
  'retry',
  'send-straight',
  'send-on-top',
  'send-rest',
  'stop',
])
