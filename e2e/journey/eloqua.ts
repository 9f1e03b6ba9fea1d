import type { SimulatorUser } from '../../simulator/sign-in/users.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts'
import { runPassword } from './run.ts'

/** The user of the journeys. */
export const JOURNEY_USER: SimulatorUser = {
  company: 'AcmeInstruments',
  user: 'Ines.Peeters',
  password: runPassword(),
}

/** The same person in the company's sandbox. */
export const SANDBOX_USER: SimulatorUser = { ...JOURNEY_USER, company: 'AcmeInstrumentsTrial' }

/** A local Eloqua for one spec, with the practice instance's data, and the test's hands on its clock and faults. */
export function startEloqua(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({ users: [JOURNEY_USER, SANDBOX_USER], callbacks: 'loopback', ...options })
}
