import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// Test files share a worker and its packages (isolate: false), which saves most of their start. Our own modules hold state, so each file gets new ones.
vi.resetModules()
document.body.replaceChildren()
localStorage.clear()
sessionStorage.clear()
window.location.hash = ''
afterEach(cleanup)

/** What is awaited comes when it comes: on a busy machine a first render alone takes longer than the library's one second. */
configure({ asyncUtilTimeout: 20_000 })
