import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// Test files share a window as well as their worker.
document.body.replaceChildren()
localStorage.clear()
sessionStorage.clear()
window.location.hash = ''
afterEach(cleanup)

/** What is awaited comes when it comes: on a busy machine a first render alone takes longer than the library's one second. */
configure({ asyncUtilTimeout: 20_000 })
