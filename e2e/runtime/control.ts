import { standInApp } from './app.ts'
import { desktopRecord } from './desktop.ts'
import { type DialogAnswers, dialogAnswers } from './dialog.ts'
import { hardestTurn, watchTurns } from './main-turns.ts'
import { chooseMenuLabel } from './menu.ts'

/** What a test asks of the app process, over the pipe Node gives a child. */
export type ControlCall =
  | { readonly call: 'answer'; readonly dialog: keyof DialogAnswers; readonly answer: never }
  | { readonly call: 'choose-menu'; readonly label: string }
  | { readonly call: 'desktop' }
  | { readonly call: 'watch-turns' }
  | { readonly call: 'hardest-turn' }
  | { readonly call: 'quit' }

type ControlRequest = ControlCall & { readonly id: number }

/** What the app process tells a test. */
export type ControlMessage =
  | { readonly kind: 'window'; readonly port: number; readonly profile: string }
  | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }

/** Says that the window has loaded, and where its debugging port is. */
export function announceWindow(window: { port: number; profile: string }): void {
  tell({ kind: 'window', ...window })
}

export function listenToTest(): void {
  process.on('message', (request: ControlRequest) => {
    try {
      tell({ kind: 'reply', id: request.id, value: perform(request) })
    } catch (error) {
      tell({ kind: 'reply', id: request.id, error: String(error) })
    }
  })
  // The test is gone: nobody would ever end this process.
  process.on('disconnect', () => standInApp.exit(0))
}

function perform(request: ControlCall): unknown {
  switch (request.call) {
    case 'answer':
      return dialogAnswers[request.dialog].push(request.answer)
    case 'choose-menu':
      return chooseMenuLabel(request.label)
    case 'desktop':
      return desktopRecord
    case 'watch-turns':
      return watchTurns()
    case 'hardest-turn':
      return hardestTurn()
    case 'quit':
      return standInApp.quit()
  }
}

function tell(message: ControlMessage): void {
  process.send?.(message)
}
