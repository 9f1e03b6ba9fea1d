import { Button } from '@mantine/core'
import { IconMoodConfuzed } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { EmptyState } from './empty-state.tsx'

interface Props {
  readonly children: ReactNode
  /** A change of it tries again, such as another route. */
  readonly resetKey?: string
}

interface State {
  readonly failed: boolean
  readonly resetKey: string | undefined
}

/** Keeps a fault of one screen from taking the window down. What runs in the main process goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false, resetKey: this.props.resetKey }

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <EmptyState
        icon={IconMoodConfuzed}
        title="This screen stopped working"
        action={
          <Button variant="filled" size="md" onClick={() => this.setState({ failed: false })}>
            Show it again
          </Button>
        }
      >
        A fault in Bulkdesk itself. Uploads and downloads that were running go on; nothing was sent or lost by it.
      </EmptyState>
    )
  }
}
