import { screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppInfo } from '../../../shared/contract/app-info.ts'
import type { KeychainStatus } from '../../../shared/contract/connection.ts'
import type { Api } from '../../../shared/contract/ipc.ts'
import type { RunStorage } from '../../../shared/contract/run.ts'
import { renderWithApi } from '../../testing/render-with-api.tsx'
import { janesConnection } from '../../testing/samples.ts'
import { setAppearance } from '../../window/color-scheme.ts'
import type { SettingsPart } from '../../window/navigation.ts'
import { SettingsScreen } from './settings-screen.tsx'

const INFO: AppInfo = {
  version: '1.2.3',
  platform: 'linux',
  runtime: 'chromium',
  runtimeVersion: '156.0',
  packaged: false,
  dataFolder: '/somewhere/Bulkdesk',
}

const STORAGE: RunStorage = {
  folder: '/somewhere/Bulkdesk/runs',
  bytes: 1_200_000_000,
  runs: 2,
  choice: 'asked',
  connections: {},
  mostBytes: 20_000_000_000,
  mostDays: 90,
}

function renderSettings(keychain: KeychainStatus, api: Partial<Api> = {}, part?: SettingsPart) {
  return renderWithApi(<SettingsScreen part={part} />, {
    getAppInfo: async () => INFO,
    getKeychainStatus: async () => keychain,
    getRunStorage: async () => STORAGE,
    listConnections: async () => ({ connections: [janesConnection] }),
    ...api,
  })
}

afterEach(() => setAppearance('system'))

describe('SettingsScreen', () => {
  it('changes the appearance at once', async () => {
    const { user } = renderSettings({ state: 'available', name: 'Keychain' })
    await user.click(screen.getByRole('radio', { name: 'Dark' }))
    expect(document.documentElement.getAttribute('data-mantine-color-scheme')).toBe('dark')
  })

  it('brings the part the user came for into view, with the focus', async () => {
    renderSettings({ state: 'available', name: 'Keychain' }, {}, 'storage')
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Stored on this computer' }))
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

  it('says what is stored on this computer, and keeps nothing when the user says so', async () => {
    const changeRunStorage = vi.fn<Api['changeRunStorage']>(async () => ({ ...STORAGE, choice: 'nothing' }))
    const { user } = renderSettings({ state: 'available', name: 'Keychain' }, { changeRunStorage })
    expect(await screen.findByText('1.2 GB in 2 results, of at most 20 GB')).toBeTruthy()
    expect(screen.getByText('/somewhere/Bulkdesk/runs')).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'Never' }))
    await waitFor(() => expect(changeRunStorage).toHaveBeenCalledExactlyOnceWith({ choice: 'nothing' }))
    await user.selectOptions(await screen.findByLabelText('Keep rows of ACME'), 'Always')
    await waitFor(() =>
      expect(changeRunStorage).toHaveBeenLastCalledWith({ connection: { connectionId: 'c1', choice: 'all' } }),
    )
  })
})
