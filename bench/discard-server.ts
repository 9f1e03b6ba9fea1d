import { fork } from 'node:child_process'
import { createServer } from 'node:http'

/** A server in a process of its own that reads every body, discards it and answers 204. */
export async function startDiscardServer(): Promise<{ readonly url: string; close(): void }> {
  const child = fork(import.meta.filename, ['serve'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))))
  return { url: `http://127.0.0.1:${port}/data`, close: () => child.kill() }
}

function serve(): void {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.writeHead(204).end())
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address && typeof address === 'object') process.send?.(address.port)
  })
}

if (process.argv[2] === 'serve') serve()
