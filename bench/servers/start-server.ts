import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

export interface RunningServer {
  readonly origin: string
  stop(): Promise<void>
}

/** Starts a server in a process of its own; it says `listening on http://…` when it is ready. Rejects when it ends before. */
export async function startServer(script: string, args: readonly string[] = []): Promise<RunningServer> {
  const root = resolve(import.meta.dirname, '../..')
  const child = spawn(process.execPath, [resolve(root, script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const origin = await new Promise<string>((ready, fail) => {
    lines.on('line', (line) => {
      const found = /^listening on (http:\S+)$/.exec(line)?.[1]
      if (found) ready(found)
    })
    child.once('exit', (code) => fail(new Error(`${script} ended with ${code}`)))
  })
  return {
    origin,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
