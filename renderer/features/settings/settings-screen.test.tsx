import { screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppInfo } from '../../../shared/contract/app-info.ts'
import type { KeychainStatus } from '../../../shared/contract/connection.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { setAppearance } from '../../window/color-scheme.ts'
import { SettingsScreen } from './settings-screen.tsx'

const INFO: AppInfo = {
  version: '1.2.3',
  platform: 'linux',
  runtime: 'chromium',
  runtimeVersion: '156.0',
  packaged: false,
  dataFolder: '/somewhere/Bulkdesk',
}

function renderSettings(keychain: KeychainStatus) {
  return renderWithApi(<SettingsScreen />, { getAppInfo: async () => INFO, getKeychainStatus: async () => keychain })
}

afterEach(() => setAppearance('system'))

describe('SettingsScreen', () => {
  it('changes the appearance at once', async () => {
    const { user } = renderSettings({ state: 'available', name: 'Keychain' })
    await user.click(screen.getByRole('radio', { name: 'Dark' }))
    expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark')
  })

  it('says which build runs on what, and where data is kept', async () => {
    renderSettings({ state: 'available', name: 'Keychain' })
    expect(await screen.findByText('1.2.3 (development build)')).toBeDefined()
    expect(screen.getByText('Chromium (stand-in for Electron) 156.0')).toBeDefined()
    expect(screen.getByText('/somewhere/Bulkdesk')).toBeDefined()
  })

  it('tells the truth about a keychain that does not work', async () => {
    renderSettings({ state: 'missing', name: 'Secret Service', advice: 'Install a keyring.' })
    expect(await screen.findByText('Not available')).toBeDefined()
    expect(screen.getByText('Passwords are kept in memory until Bulkdesk quits. Install a keyring.')).toBeDefined()
  })
})
