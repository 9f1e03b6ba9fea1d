import { notifications } from '@mantine/notifications'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import { forgetKept } from '../entities/connection/use-kept.ts'
import { forgetOpenedFiles } from '../features/upload/check/unfinished-checks.ts'
import { resetRoute } from '../window/navigation.ts'
import { resetWindowSettings } from '../window/window-settings.ts'

/** Test files share a worker, its modules and its window (isolate: false): what these keep goes after each test. */
afterEach(() => {
  cleanup()
  notifications.clean()
  resetRoute()
  resetWindowSettings()
  forgetOpenedFiles()
  forgetKept()
  document.body.replaceChildren()
  localStorage.clear()
  sessionStorage.clear()
  window.location.hash = ''
})

/** What is awaited comes when it comes: on a busy machine a first render alone takes longer than the library's one second. */
configure({ asyncUtilTimeout: 20_000 })
