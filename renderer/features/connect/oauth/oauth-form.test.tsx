import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/contract/errors.ts'
import type { Api } from '../../../../shared/contract/ipc.ts'
import type { OAuthFailure } from '../../../../shared/contract/sign-in.ts'
import { OAUTH_FAILURE_WORDS } from '../../../../shared/words/connect-oauth.ts'
import { renderWithApi } from '../../../testing/render-with-api.tsx'
import { OAuthForm } from './oauth-form.tsx'

const SECRET = 'a-secret-of-an-app'
const signInButton = () => screen.getByRole('button', { name: 'Sign in' })

async function renderForm(api: Partial<Api> = {}) {
  const onDone = vi.fn()
  const view = renderWithApi(<OAuthForm onDone={onDone} />, {
    listConnections: async () => ({ connections: [] }),
    getKeychainStatus: async () => ({ state: 'available', name: 'Secret Service' }),
    listSignInApps: async () => [],
    ...api,
  })
  const { user } = view
  await user.type(await screen.findByLabelText('Client ID'), 'c'.repeat(32))
  await user.type(screen.getByLabelText('Client secret'), SECRET)
  return { ...view, onDone }
}

describe('signing in by OAuth', () => {
  it('sends what an administrator gave, and keeps the client secret nowhere in the window', async () => {
    const beginOAuth = vi.fn<Api['beginOAuth']>(async () => ({ attemptId: 'a1' }))
    const finishOAuth = vi.fn<Api['finishOAuth']>(async () => ({
      id: 'c1',
      label: 'Acme',
      company: 'Acme',
      user: 'jane',
      environment: 'production',
      kept: 'keychain',
    }))
    const { user, onDone, client } = await renderForm({ beginOAuth, finishOAuth })
    await user.click(signInButton())
    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(beginOAuth.mock.calls[0]?.[0]).toMatchObject({
      app: { fresh: { clientId: 'c'.repeat(32), clientSecret: SECRET } },
      way: 'window',
      environment: 'production',
      keep: 'keychain',
    })
    expect(finishOAuth).toHaveBeenCalledExactlyOnceWith({ attemptId: 'a1' })
    const memory = JSON.stringify([
      ...client
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
      ...client
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
    ])
    expect(memory).not.toContain(SECRET)
    expect(document.body.innerHTML).not.toContain(SECRET)
  })

  it('says for every failure what happened and the next step', async () => {
    const failures = (Object.keys(OAUTH_FAILURE_WORDS) as OAuthFailure[]).filter((failure) => failure !== 'too-soon')
    const left = [...failures]
    const beginOAuth = async () => {
      throw new AppError({ code: 'oauth-failed', message: 'x', oauth: left.shift() ?? 'other' })
    }
    const { user } = await renderForm({ beginOAuth })
    for (const failure of failures) {
      await user.click(signInButton())
      const { title, advice } = OAUTH_FAILURE_WORDS[failure]
      expect((await screen.findByText(title)).closest('[role="alert"]')?.textContent).toContain(advice)
    }
  })

  it('waits for the minute that Eloqua asks for, and says why', async () => {
    const beginOAuth = vi.fn(async () => {
      throw new AppError({ code: 'oauth-failed', message: 'x', oauth: 'too-soon', retryAfterSeconds: 42 })
    })
    const { user } = await renderForm({ beginOAuth })
    await user.click(signInButton())
    await waitFor(() => expect(signInButton().getAttribute('aria-disabled')).toBe('true'))
    await user.click(signInButton())
    expect(beginOAuth).toHaveBeenCalledTimes(1)
    expect(screen.getByText(/4\d seconds/)).toBeDefined()
  })

  it('takes the address that the browser ended on, and asks for one where there is none', async () => {
    const finishOAuth = vi.fn<Api['finishOAuth']>(async () => {
      throw new AppError({ code: 'oauth-failed', message: 'x', oauth: 'address-elsewhere' })
    })
    const { user } = await renderForm({ beginOAuth: async () => ({ attemptId: 'a2' }), finishOAuth })
    await user.click(screen.getByRole('button', { name: 'Use my browser instead' }))
    const finish = await screen.findByRole('button', { name: 'Finish signing in' })
    await user.click(finish)
    const field = screen.getByLabelText('Address your browser ended on')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(finishOAuth).not.toHaveBeenCalled()
    await user.click(field)
    await user.paste('https://example.com/elsewhere')
    await user.click(finish)
    expect(await screen.findByText(OAUTH_FAILURE_WORDS['address-elsewhere'].title)).toBeDefined()
    expect(finishOAuth).toHaveBeenCalledExactlyOnceWith({ attemptId: 'a2', address: 'https://example.com/elsewhere' })
    expect(screen.getByRole('button', { name: 'Finish signing in' })).toBeDefined()
  })
})
