import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

interface ReasonedButtonProps extends Omit<ButtonProps, 'disabled'> {
  readonly onClick: () => void
  /** Why it cannot be used now; the button is then off, and says so on hover and focus. */
  readonly disabledBecause?: string
  readonly children: ReactNode
}

/** A button that says why it cannot be used. It stays focusable when off, so that the reason can be reached by keyboard. */
export function ReasonedButton({ onClick, disabledBecause, children, ...button }: ReasonedButtonProps) {
  const off = disabledBecause !== undefined
  return (
    <Tooltip label={disabledBecause} disabled={!off} multiline maw={320}>
      <Button
        {...button}
        aria-disabled={off || undefined}
        data-disabled={off || undefined}
        onClick={off || button.loading ? undefined : onClick}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
