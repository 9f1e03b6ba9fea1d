import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './styles/tokens.css'
import './styles/mantine.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { answerProbes } from './window/answer-probe.ts'
import { applyColorScheme } from './window/color-scheme.ts'
import { loadWindowSettings } from './window/window-settings.ts'

// Before the first render, so that no frame is painted in the wrong colours.
applyColorScheme()

answerProbes()

void loadWindowSettings().then(() => {
  applyColorScheme()
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App />)
})
