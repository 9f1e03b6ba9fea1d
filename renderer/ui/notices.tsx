import { Stack } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useWindowSettings } from '../window/window-settings.ts'
import classes from './notices.module.css'

/** Long enough to be read twice; hovering stops the clock. */
const READ_MS = 8_000
/** What went wrong is read with more care, and may have to be copied. */
const FAILURE_MS = 30_000

/**
 * Where notices stand: in the side bar between its sections and Settings, the one part of the window that never holds
 * anything. Over the page they would lie on titles, buttons or rows. They are read aloud as they come.
 */
export function Notices() {
  const { sideBar } = useWindowSettings()
  return (
    <Notifications
      className={classes.notices}
      data-side-bar={sideBar}
      position="bottom-left"
      autoClose={READ_MS}
      limit={3}
    />
  )
}

/** Says that something the user asked for did not happen. `help` stands below the message. */
export function noticeFailure(title: string, message: string | undefined, help?: ReactNode): void {
  const content = help ? (
    <Stack gap="xs" align="flex-start">
      {message}
      {help}
    </Stack>
  ) : (
    message
  )
  notifications.show({ color: 'red', title, message: content, autoClose: FAILURE_MS })
}
