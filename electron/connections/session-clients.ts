import { AppError, isAppError } from '../../shared/contract/errors.ts'
import { signInReasons } from '../../shared/words/reasons.ts'
import type { Clients, EloquaClient } from '../eloqua/eloqua-client.ts'
import type { Credentials } from '../eloqua/http/authorization.ts'
import type { ClientRequest } from './client-book.ts'
import type { IndexedConnection } from './connection-index.ts'
import { publicPart, type SavedConnections } from './saved-connections.ts'
import type { PracticeConnection, SessionOptions, SessionState } from './session-state.ts'

/** The clients of whoever is signed in. */
export function createSessionClients(options: SessionOptions, state: SessionState): Clients {
  const { saved, secrets } = options

  async function insteadOf(id: string, refused: Credentials): Promise<Credentials | undefined> {
    const practice = state.practiceOf(id)
    if (!practice?.keeper) return practice ? undefined : secrets.insteadOf(saved.find(id), refused)
    return 'accessToken' in refused ? { accessToken: await practice.keeper.insteadOf(refused.accessToken) } : undefined
  }

  function openClient(id: string): EloquaClient {
    return open(options, id, state.practiceOf(id), {
      credentials: () => credentialsOf(options, state, id),
      insteadOf: (refused) => insteadOf(id, refused),
    })
  }

  return {
    active() {
      const id = state.activeId()
      if (id === undefined) throw notSignedIn(signInReasons.signInFirst)
      return openClient(id)
    },
    async forConnection(id) {
      await credentialsOf(options, state, id)
      return openClient(id)
    },
  }
}

/**
 * Where the password turns out to be gone, the window goes back to where it can be given again. A sign-in that is over
 * leaves the window where it is: the work there waits, and goes on in place.
 */
async function credentialsOf(options: SessionOptions, state: SessionState, id: string): Promise<Credentials> {
  try {
    return await secretOf(options, id, state.practiceOf(id))
  } catch (error) {
    const isGone = isAppError(error) && error.code === 'not-signed-in' && state.troubleOf(id) === undefined
    if (state.activeId() === id && isGone) state.setActive(undefined)
    throw error
  }
}

/** The client asks for its secret each time: after a sign-out it gets none. */
function open(
  { saved, clients, reach, refusals }: SessionOptions,
  id: string,
  practice: PracticeConnection | undefined,
  given: Pick<ClientRequest, 'credentials' | 'insteadOf'>,
): EloquaClient {
  return clients.open({
    connection: practice?.connection ?? publicPart(saved.find(id)),
    reach: practice?.reach ?? reach,
    ...given,
    onDiscovered({ host, displayName }) {
      // Eloqua moves instances between hosts; the one named last is the one shown.
      if (!saved.has(id)) return
      const before = saved.find(id)
      const after = { ...before, host, ...(displayName ? { displayName } : {}), ...refusals.accepted(before) }
      if (before.host !== host || before.displayName !== after.displayName || isStale(before)) saved.put(after)
    },
    explain: (error) =>
      saved.has(id) && saved.find(id).way === undefined
        ? { ...error, refusal: refusals.facts(saved.find(id), saved.find(id), false) }
        : error,
  })
}

const DAY_MS = 86_400_000

/** When the sign-in was last accepted is kept to the day: the file need not be written at every discovery. */
function isStale({ acceptedAt }: IndexedConnection): boolean {
  return acceptedAt === undefined || Date.now() - Date.parse(acceptedAt) > DAY_MS
}

async function secretOf(
  { saved, secrets }: SessionOptions,
  id: string,
  practice: PracticeConnection | undefined,
): Promise<Credentials> {
  if (practice?.keeper) return { accessToken: await practice.keeper.access() }
  if (practice) return practice.secret
  refuseSignedOut(saved, id)
  const secret = await secrets.of(saved.find(id))
  // The keychain may have waited for the user, who may have signed out meanwhile.
  refuseSignedOut(saved, id)
  return secret
}

function refuseSignedOut(saved: SavedConnections, id: string): void {
  if (!saved.has(id)) {
    const message = signInReasons.connectionForgotten
    throw new AppError({ code: 'not-found', message })
  }
  if (saved.find(id).signedOut) throw notSignedIn(signInReasons.signedOut)
}

function notSignedIn(message: string): AppError {
  return new AppError({ code: 'not-signed-in', message })
}
