import type { Page } from 'playwright-core'
import { asMainKnowsIt } from './bundle-url.ts'

/** Tells whenever the top frame shows another page, with the status that the page came with. */
export function watchNavigations(page: Page, onNavigated: (url: string, status: number, reason: string) => void): void {
  const answers = new Map<string, { readonly status: number; readonly reason: string }>()
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
      answers.set(response.url(), { status: response.status(), reason: response.statusText() })
  })
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return
    const { status, reason } = answers.get(frame.url()) ?? { status: 200, reason: '' }
    answers.clear()
    onNavigated(asMainKnowsIt(frame.url()), status, reason)
  })
}
