import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PartsRequest } from '../electron/csv/engine.ts'
import type { Bench, Contest } from './bench-entry.ts'
import { benchFolder } from './csv-data.ts'
import { engine, openFile, PART_BYTES, type Size, time } from './csv-file.ts'
import { startDiscardServer } from './discard-server.ts'

function post(url: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/csv', 'content-length': body.length }
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      response.resume()
      response.on('end', () => (response.statusCode === 204 ? resolve() : reject(new Error(`${response.statusCode}`))))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function cutBeforehand(asked: PartsRequest, size: Size): Promise<string[]> {
  const paths: string[] = []
  for await (const part of engine.parts(asked)) {
    const path = join(benchFolder(), `part-${size}-${part.index}.csv`)
    if (!existsSync(path) || readFileSync(path).length !== part.body.length) writeFileSync(path, part.body)
    paths.push(path)
    part.release()
  }
  return paths
}

function benchUpload(size: Size): Bench {
  return {
    name: `csv-upload-${size}`,
    title: 'Text/csv parts cut, hashed and posted, against curl --data-binary of parts cut beforehand',
    unit: 'ms',
    better: 'less',
    target: 1.5,
    ...(size === '2gb' ? { rounds: 3, onlyNamed: true } : {}),
    async prepare(): Promise<Contest> {
      const asked: PartsRequest = { ...(await openFile(size)), body: 'csv', maxBytes: PART_BYTES, isPlanned: true }
      const paths = await cutBeforehand(asked, size)
      const server = await startDiscardServer()
      const curl = promisify(execFile)
      const each = paths.flatMap((path, i) => [
        ...(i === 0 ? [] : ['--next']),
        ...['-sS', '-H', 'content-type: text/csv', '-H', 'expect:', '--data-binary', `@${path}`, server.url],
      ])
      return {
        ours: () =>
          time(async () => {
            for await (const part of engine.parts(asked)) {
              await post(server.url, part.body)
              part.release()
            }
          }),
        against: () => time(async () => void (await curl('curl', each))),
        close() {
          server.close()
          for (const path of paths) rmSync(path)
        },
      }
    },
  }
}

export const benches: readonly Bench[] = (['200mb', '2gb'] as const).map(benchUpload)
