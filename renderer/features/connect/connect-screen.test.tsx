import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Connection, KeychainStatus, SignInRequest } from '../../../shared/contract/connection.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { ConnectScreen } from './connect-screen.tsx'

const ACME: Connection = {
  id: 'c1',
  label: 'ACME',
  company: 'ACME',
  user: 'jane',
  environment: 'sandbox',
  kept: 'keychain',
}
const KEYCHAIN: KeychainStatus = { state: 'available', name: 'Secret Service' }

function renderConnect(api: Partial<Api> = {}) {
  return renderWithApi(<ConnectScreen />, {
    listConnections: async () => ({ connections: [] }),
    getKeychainStatus: async () => KEYCHAIN,
    ...api,
  })
}

type View = ReturnType<typeof renderConnect>

async function fillIn(user: View['user'], password = 'hunter2') {
  await user.type(await screen.findByLabelText('Company'), 'ACME ')
  await user.type(screen.getByLabelText('User name'), 'jane')
  await user.type(screen.getByLabelText('Password'), password)
}

const signInButton = () => screen.getByRole('button', { name: 'Sign in' })

describe('signing in', () => {
  it('sends what was typed, labelled by the company, and keeps the password nowhere in the window', async () => {
    const requests: SignInRequest[] = []
    const { user, client } = renderConnect({
      signIn: async (request) => {
        requests.push(request)
        return ACME
      },
    })
    await fillIn(user, ' pass word ')
    await user.click(signInButton())
    await waitFor(() => expect(requests).toHaveLength(1))
    expect(requests[0]).toEqual({
      company: 'ACME',
      user: 'jane',
      password: ' pass word ',
      label: 'ACME',
      environment: 'production',
      keep: 'keychain',
    })
    await waitFor(() => expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe(''))
    const remembered = JSON.stringify(
      client
        .getMutationCache()
        .getAll()
        .map((mutation) => mutation.state),
    )
    expect(remembered).not.toContain('pass word')
  })

  it('asks nothing of Eloqua while a field is empty, and says so under the field', async () => {
    const signIn = vi.fn()
    const { user } = renderConnect({ signIn })
    await user.click(await screen.findByRole('button', { name: 'Sign in' }))
    expect(screen.getByLabelText('Company').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('Enter your password.')).toBeDefined()
    expect(signIn).not.toHaveBeenCalled()
  })

  it('puts a refusal under the password', async () => {
    const { user } = renderConnect({
      signIn: () => Promise.reject(new AppError({ code: 'sign-in-refused', message: 'Not authenticated.' })),
    })
    await fillIn(user)
    await user.click(signInButton())
    expect(await screen.findByText(/rejected this combination of company, user name and password/)).toBeDefined()
    expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).toBe('true')
  })

  it('names the likely causes in their order, and warns before the try that locks', async () => {
    const refusal = { causes: ['sso-only', 'typo', 'locked', 'address'], tries: 4 } as const
    const signIn = async () => {
      throw new AppError({ code: 'sign-in-refused', message: 'x', refusal })
    }
    const { user } = renderConnect({ signIn })
    await fillIn(user)
    await user.click(signInButton())
    const help = await screen.findByRole('alert', { name: 'Eloqua answered “Not authenticated.”' })
    const causes = within(help)
      .getAllByRole('listitem', { hidden: true })
      .map(({ textContent }) => textContent)
    expect(causes[0]).toContain('single sign-on only')
    expect(causes[1]).toContain('typo')
    expect(causes).toHaveLength(4)
    expect(help.textContent).toContain('A fifth wrong try locks the account.')
  })

  it('shows a failure of the network as one, not as a wrong password', async () => {
    const { user } = renderConnect({
      signIn: () => Promise.reject(new AppError({ code: 'offline', message: 'no route' })),
    })
    await fillIn(user)
    await user.click(signInButton())
    expect(await screen.findByText('You’re not signed in. Nothing changed in Eloqua.')).toBeDefined()
    expect(screen.getByLabelText('Password').getAttribute('aria-invalid')).not.toBe('true')
  })

  it('goes on for this session when the keychain locks between asking and saving', async () => {
    const kept: string[] = []
    const { user } = renderConnect({
      signIn: async (request) => {
        kept.push(request.keep)
        if (request.keep === 'keychain') throw new AppError({ code: 'keychain-locked', message: 'locked' })
        return ACME
      },
    })
    await fillIn(user)
    await user.click(signInButton())
    await user.click(await screen.findByRole('button', { name: 'Sign in for this session only' }))
    await waitFor(() => expect(kept).toEqual(['keychain', 'session']))
  })
})

describe('the keychain', () => {
  it('is named where the password goes', async () => {
    const { user } = renderConnect()
    await user.click(await screen.findByText('How is my password stored?'))
    expect(await screen.findByText(/In Secret Service, protected by/)).toBeDefined()
  })

  it.each([
    ['locked', 'is locked'],
    ['missing', 'isn’t available on this computer'],
    ['refused', 'denied access to Bulkdesk'],
  ] as const)('is not pretended to work when it is %s', async (state, words) => {
    const requests: SignInRequest[] = []
    const { user } = renderConnect({
      getKeychainStatus: async () => ({ state, name: 'Secret Service', advice: 'Unlock it.' }),
      signIn: async (request) => {
        requests.push(request)
        return ACME
      },
    })
    expect(await screen.findByText(new RegExp(`Secret Service ${words}.*Unlock it.`))).toBeDefined()
    await fillIn(user)
    await user.click(signInButton())
    await waitFor(() => expect(requests[0]?.keep).toBe('session'))
  })
})

describe('the way back', () => {
  it('is Esc, but not while a menu is open', async () => {
    const onClose = vi.fn()
    const { user } = renderWithApi(<ConnectScreen onClose={onClose} />, {
      listConnections: async () => ({ connections: [ACME], activeId: 'c1' }),
      getKeychainStatus: async () => KEYCHAIN,
    })
    await user.click(await screen.findByRole('button', { name: 'More actions for ACME' }))
    await screen.findByRole('menuitem', { name: 'Remove…' })
    await user.keyboard('{Escape}')
    expect(onClose).not.toHaveBeenCalled()
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    await user.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledOnce()
  })
})

describe('the practice instance', () => {
  it('is one click away', async () => {
    const openPractice = vi.fn(async () => ({ ...ACME, environment: 'practice' as const }))
    const { user } = renderConnect({ openPractice })
    await user.click(await screen.findByRole('button', { name: 'Try with sample data' }))
    await waitFor(() => expect(openPractice).toHaveBeenCalledOnce())
  })
})

describe('saved connections', () => {
  const saved = { listConnections: async () => ({ connections: [ACME] }) }

  it('ask for the password when it is no longer there, and sign in with it', async () => {
    const signInAgain = vi.fn(async () => ACME)
    const { user } = renderConnect({
      ...saved,
      switchConnection: () => Promise.reject(new AppError({ code: 'secret-unusable', message: 'gone' })),
      signInAgain,
    })
    const item = await screen.findByRole('listitem', { name: 'ACME' })
    await user.click(within(item).getByRole('button', { name: 'Connect' }))
    await user.type(await within(item).findByLabelText('Password'), 'new one')
    await user.click(within(item).getByRole('button', { name: 'Sign in' }))
    await waitFor(() =>
      expect(signInAgain).toHaveBeenCalledExactlyOnceWith({ id: 'c1', password: 'new one', keep: 'keychain' }),
    )
  })

  it('can be renamed and marked as production', async () => {
    const editConnection = vi.fn(async () => ACME)
    const { user } = renderConnect({ ...saved, editConnection })
    const item = await screen.findByRole('listitem', { name: 'ACME' })
    await user.click(within(item).getByRole('button', { name: 'More actions for ACME' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Edit name or environment…' }))
    await user.type(within(item).getByLabelText('Connection name'), ' EU')
    await user.click(within(item).getByRole('radio', { name: 'Production' }))
    await user.click(within(item).getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(editConnection).toHaveBeenCalledExactlyOnceWith({
        id: 'c1',
        label: 'ACME EU',
        environment: 'production',
      }),
    )
  })

  it('are removed only after a question that says what it means', async () => {
    const forgetConnection = vi.fn(async () => {})
    const { user } = renderConnect({ ...saved, forgetConnection })
    await user.click(await screen.findByRole('button', { name: 'More actions for ACME' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Remove…' }))
    expect(await screen.findByText(/Nothing changes in Eloqua/)).toBeDefined()
    expect(forgetConnection).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: 'Remove connection' }))
    await waitFor(() => expect(forgetConnection).toHaveBeenCalledExactlyOnceWith({ id: 'c1' }))
  })
})
