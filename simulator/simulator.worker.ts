import { parentPort, workerData } from 'node:worker_threads'
import { type SimulatorOptions, startSimulator } from './simulator.ts'

/**
 * The practice instance: the simulator in a thread of its own. `workerData` holds SimulatorOptions (without
 * functions). It tells `{ loginUrl, origin }` once it listens, or `{ error }`, and closes on any message.
 */
async function run(): Promise<void> {
  const options = (workerData ?? {}) as Omit<SimulatorOptions, 'log'>
  const guarded = { controlPath: false, ownHostOnly: true }
  const simulator = await startSimulator({ speed: 'fast', callbacks: 'loopback', ...guarded, ...options })
  parentPort?.postMessage({ loginUrl: simulator.loginUrl, origin: simulator.origin })
  parentPort?.once('message', async () => {
    await simulator.close()
    parentPort?.postMessage({ closed: true })
    parentPort?.close()
  })
}

run().catch((error: unknown) => {
  parentPort?.postMessage({ error })
  parentPort?.close()
})
