import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { overlaysLabel } from '../../shared/words/shell.ts'
import { ReportButton } from '../entities/failure/report-button.tsx'
import { SupportReportDialog } from '../features/support/support-report-dialog.tsx'
import { theme } from '../styles/theme.ts'
import { Announcer } from '../ui/announcer.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Notices } from '../ui/notices.tsx'
import { useColorScheme } from '../window/color-scheme.ts'
import { AppWindow } from './frame/app-window.tsx'
import { noteFault } from './note-fault.ts'
import { createQueryClient } from './query-client.tsx'

export function App() {
  const scheme = useColorScheme()
  const [client] = useState(createQueryClient)
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <ErrorBoundary onFault={noteFault} help={<ReportButton />}>
          <AppWindow />
        </ErrorBoundary>
        <SupportReportDialog />
        <section id="overlays" aria-label={overlaysLabel} />
        <Notices />
        <Announcer />
      </QueryClientProvider>
    </MantineProvider>
  )
}
