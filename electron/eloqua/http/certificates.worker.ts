import { getCACertificates } from 'node:tls'
import { parentPort } from 'node:worker_threads'

/**
 * Lists the certificates this computer trusts and ends. A thread of its own, because on a managed Mac the system's list
 * takes from 5 seconds to nearly two minutes, and Node reads the list without yielding.
 */
parentPort?.postMessage([...new Set([...getCACertificates('default'), ...getCACertificates('system')])])
