import type { z } from 'zod'
import type { ReadonlyDeep } from './schemas/shape.ts'

/** One call from the window to main: the schema of its request, and the type of its answer. */
interface Call<Request, Answer> {
  readonly request: z.ZodType<Request>
  /** Known to the compiler only. Main makes the answer itself, so nothing checks the answer at run time. */
  readonly answer: Answer
}

/**
 * Starts an entry of the contract: `getSync: takes(bySync).gives<Sync>()`. The window is not trusted, so the schema must be strict:
 * an unknown property is an error, and every text, list and number has a bound. A test walks every schema and holds that.
 */
export function takes<S extends z.ZodType>(request: S) {
  return { gives: <Answer>() => ({ request }) as unknown as Call<z.output<S>, Answer> }
}

/** The methods that a part of the contract asks for. A service implements those of its own part. */
export type ApiOf<Calls> = {
  readonly [M in keyof Calls]: Calls[M] extends Call<infer Request, infer Answer>
    ? [Request] extends [undefined]
      ? () => Promise<Answer>
      : (request: ReadonlyDeep<Request>) => Promise<Answer>
    : never
}
