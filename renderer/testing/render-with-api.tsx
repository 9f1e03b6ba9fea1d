import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import type { Api } from '../../shared/contract/ipc.ts'
import { createQueryClient } from '../app/query-client.tsx'
import { theme } from '../styles/theme.ts'
import { Announcer } from '../ui/announcer.tsx'
import { createFakeBridge } from './fake-bridge.ts'

/**
 * Renders a part of the window against a fake Api. Methods that are not given fail, by name.
 * Returns Testing Library's queries, a `user`, `emit` for main's events, and the query client.
 */
export function renderWithApi(ui: ReactNode, api: Partial<Api> = {}) {
  const fake = createFakeBridge(api)
  Object.defineProperty(window, 'bulkdesk', { value: fake.bridge, configurable: true })
  const client = createQueryClient()
  client.setDefaultOptions({ ...client.getDefaultOptions(), queries: { retry: false, networkMode: 'always' } })
  const view = render(
    <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        {ui}
        <Notifications />
        <Announcer />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { ...view, user: userEvent.setup(), emit: fake.emit, taken: fake.taken, client }
}
