import { IconArrowsDownUp, IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { controlWords } from '../../../shared/words/controls.ts'
import { paletteWords } from '../../../shared/words/palette.ts'
import { describeBusy, transfersWords } from '../../../shared/words/transfers.ts'
import { useBusyTransfers } from '../../features/transfers/queries.ts'
import { ToolButton } from '../../ui/tool-button.tsx'
import { goBack, goForward } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import { ConnectionSwitcher } from './connection-switcher.tsx'
import classes from './top-bar.module.css'

interface TopBarProps {
  readonly connection: Connection
  readonly onConnect: () => void
  readonly onPalette: () => void
  readonly onTransfers: () => void
}

export function TopBar({ connection, onConnect, onPalette, onTransfers }: TopBarProps) {
  return (
    <header className={classes.bar} data-environment={connection.environment}>
      <div className={classes.start}>
        <ConnectionSwitcher connection={connection} onConnect={onConnect} />
      </div>
      <div className={classes.middle}>
        <ToolButton icon={IconChevronLeft} label={controlWords.back} keys={keyWords('mod+[')} onClick={goBack} />
        <ToolButton icon={IconChevronRight} label={controlWords.forward} keys={keyWords('mod+]')} onClick={goForward} />
        <button type="button" className={classes.palette} onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={14} stroke={1.5} aria-hidden />
          <span>{paletteWords.label}</span>
          <kbd className={classes.keys}>{keyWords('mod+K')}</kbd>
        </button>
      </div>
      <div className={classes.end}>
        <TransfersButton onClick={onTransfers} />
      </div>
    </header>
  )
}

function TransfersButton({ onClick }: { readonly onClick: () => void }) {
  const busy = useBusyTransfers()
  const words = describeBusy(busy)
  return (
    <button
      type="button"
      className={classes.transfers}
      data-state={busy.needYou > 0 ? 'needs-you' : busy.running > 0 ? 'running' : undefined}
      aria-label={words ? transfersWords.about(transfersWords.title, words) : transfersWords.title}
      aria-haspopup="dialog"
      onClick={onClick}
    >
      <IconArrowsDownUp size={16} stroke={1.5} aria-hidden />
      {words ?? transfersWords.title}
    </button>
  )
}
