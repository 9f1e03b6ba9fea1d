/** What the user was doing when it went wrong: the same answer means different things for the data. */
export type ErrorContext = 'reading' | 'uploading' | 'starting-a-sync' | 'signing-in' | 'saving' | 'deleting'

export const ERROR_CONTEXTS: readonly ErrorContext[] = [
  'reading',
  'uploading',
  'starting-a-sync',
  'signing-in',
  'saving',
  'deleting',
]
