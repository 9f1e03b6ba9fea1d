import { Suspense } from 'react'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { useRoute } from '../navigation.ts'
import { ScreenFor } from '../screens.tsx'

export function AppWindow() {
  const route = useRoute()
  return (
    <ErrorBoundary resetKey={JSON.stringify(route)}>
      <Suspense fallback={null}>
        <ScreenFor route={route} />
      </Suspense>
    </ErrorBoundary>
  )
}
