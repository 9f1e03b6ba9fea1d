import { Button, Group } from '@mantine/core'
import { IconMoodConfuzed } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { brokenScreenWords } from '../../shared/words/controls.ts'
import { EmptyState } from './empty-state.tsx'

interface Props {
  readonly children: ReactNode
  /** A change of it tries again, such as another route. */
  readonly resetKey?: string
  /** Told of the fault, to leave a trace of it. */
  readonly onFault?: (error: unknown) => void
  /** Shown beside the way back. */
  readonly help?: ReactNode
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

  override componentDidCatch(error: unknown): void {
    this.props.onFault?.(error)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <EmptyState
        icon={IconMoodConfuzed}
        title={brokenScreenWords.title}
        action={
          <Group justify="center" gap="sm">
            <Button variant="filled" size="md" onClick={() => this.setState({ failed: false })}>
              {brokenScreenWords.showAgain}
            </Button>
            {this.props.help}
          </Group>
        }
      >
        {brokenScreenWords.hint}
      </EmptyState>
    )
  }
}
