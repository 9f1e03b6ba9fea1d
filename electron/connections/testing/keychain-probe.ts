/*
 * Run by the keychain tests inside a desktop session of its own: takes steps as JSON on the command line, does each with the
 * real credential store, and prints one JSON line with what came of them.
 */
import { createCredentialStore } from '../credentials.ts'

type Step =
  | readonly ['status']
  | readonly ['get' | 'remove', string]
  | readonly ['put', string, { company: string; user: string; password: string }]

const store = createCredentialStore()

function perform(step: Step): Promise<unknown> {
  if (step[0] === 'status') return store.status()
  if (step[0] === 'put') return store.put(step[1], step[2])
  return step[0] === 'get' ? store.get(step[1]) : store.remove(step[1])
}

const outcomes: unknown[] = []
for (const step of JSON.parse(process.argv[2] ?? '[]') as Step[]) {
  outcomes.push(
    await perform(step).then(
      (value) => ({ value }),
      (error: { code?: string; message?: string }) => ({ error: error.code, message: error.message }),
    ),
  )
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`)
