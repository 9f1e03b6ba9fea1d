import { Suspense, useEffect, useState } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { ReportButton } from '../../entities/failure/report-button.tsx'
import { TransfersPanel } from '../../features/transfers/transfers-panel.tsx'
import { useTransferEvents } from '../../features/transfers/use-transfer-events.ts'
import { ErrorBoundary } from '../../ui/error-boundary.tsx'
import { subscribeToRoute, useRoute } from '../../window/navigation.ts'
import { changeWindowSettings, useWindowSettings } from '../../window/window-settings.ts'
import { noteFault } from '../note-fault.ts'
import { ScreenFor } from '../screens.tsx'
import { DropVeil } from './drop-veil.tsx'
import classes from './frame.module.css'
import { Palette } from './palette/palette.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { SideBar } from './side-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useGlobalCommands } from './use-global-commands.ts'
import { useKeyboard } from './use-keyboard.ts'

interface FrameProps {
  readonly connection: Connection
  readonly onConnect: () => void
}

type Overlay = 'palette' | 'transfers' | 'shortcuts'

export function Frame({ connection, onConnect }: FrameProps) {
  const route = useRoute()
  const [overlay, setOverlay] = useState<Overlay>()
  const isNarrow = useWindowSettings().sideBar === 'narrow'
  const toggleSideBar = () => changeWindowSettings({ sideBar: isNarrow ? 'wide' : 'narrow' })
  const close = () => setOverlay(undefined)
  // Whatever leads elsewhere, a drop or the menu, leads out of what lies on top.
  useEffect(() => subscribeToRoute(() => setOverlay(undefined)), [])
  useTransferEvents()
  useGlobalCommands(setOverlay)
  useKeyboard({ onOverlay: setOverlay, onToggleSideBar: toggleSideBar })
  return (
    <div className={classes.frame} data-environment={connection.environment}>
      {connection.environment === 'production' ? <div className={classes.band} aria-hidden /> : null}
      <TopBar
        connection={connection}
        onConnect={onConnect}
        onPalette={() => setOverlay('palette')}
        onTransfers={() => setOverlay('transfers')}
      />
      <div className={classes.body}>
        <SideBar narrow={isNarrow} onToggle={toggleSideBar} />
        <main className={classes.main}>
          <ErrorBoundary resetKey={JSON.stringify(route)} onFault={noteFault} help={<ReportButton />}>
            <Suspense fallback={null}>
              <ScreenFor route={route} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <Palette
        opened={overlay === 'palette'}
        onClose={close}
        onOverlay={setOverlay}
        onConnect={onConnect}
        onSideBar={toggleSideBar}
      />
      <TransfersPanel opened={overlay === 'transfers'} onClose={close} />
      <ShortcutsDialog opened={overlay === 'shortcuts'} onClose={close} />
      <DropVeil />
    </div>
  )
}
