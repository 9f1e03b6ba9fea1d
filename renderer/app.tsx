import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { useColorScheme } from './color-scheme.ts'
import { Announcer } from './components/announcer.tsx'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { Notices } from './components/notices.tsx'
import { AppWindow } from './frame/app-window.tsx'
import { createQueryClient } from './query-client.ts'
import { theme } from './styles/theme.ts'

export function App() {
  const scheme = useColorScheme()
  const [client] = useState(createQueryClient)
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <ErrorBoundary>
          <AppWindow />
        </ErrorBoundary>
        <section id="overlays" aria-label="Menus and dialogs" />
        <Notices />
        <Announcer />
      </QueryClientProvider>
    </MantineProvider>
  )
}
