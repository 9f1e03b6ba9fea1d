import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { AppInfo } from '../../../shared/contract/app-info.ts'
import type { Appearance } from '../../../shared/contract/window-settings.ts'
import { SUPPORT_WORDS } from '../../../shared/words/support.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { ReportButton } from '../../entities/failure/report-button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { setAppearance, useAppearance } from '../../window/color-scheme.ts'
import { HelpLinks } from './help-links.tsx'
import { KeychainFacts } from './keychain-facts.tsx'
import { appInfoQuery } from './queries.ts'
import classes from './settings-screen.module.css'
import { ShortcutsButton } from './shortcuts-button.tsx'

export function SettingsScreen() {
  const { data: info, error, refetch } = useQuery(appInfoQuery())
  return (
    <Page title="Settings">
      <div className={classes.column}>
        <Part title="Appearance">
          <AppearanceChoice />
        </Part>
        <Part title="Passwords">
          <KeychainFacts />
        </Part>
        <Part title="Where data is kept">
          <p>
            Receipts of uploads, remembered mappings and the list of connections lie in the folder below. Passwords are
            not in it, and no rows of your files but refused ones you correct, until they are sent or a day has passed.
          </p>
          {info ? <Facts items={[['Folder', <code key="folder">{info.dataFolder}</code>]]} /> : null}
        </Part>
        <Part title="Keyboard">
          <ShortcutsButton />
        </Part>
        <Part title="About">
          {error ? <Failure error={error} onRetry={refetch} inset /> : null}
          {info ? <About info={info} /> : null}
          <HelpLinks />
        </Part>
        <Part title="Support">
          <p>{SUPPORT_WORDS.why}</p>
          <ReportButton />
        </Part>
      </div>
    </Page>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h2>{title}</h2>
      <div className={classes.content}>{children}</div>
    </section>
  )
}

const APPEARANCES: { readonly value: Appearance; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

function AppearanceChoice() {
  const appearance = useAppearance()
  return (
    <SegmentedControl
      aria-label="Appearance"
      data={APPEARANCES}
      value={appearance}
      onChange={(value) => setAppearance(value as Appearance)}
    />
  )
}

function About({ info }: { readonly info: AppInfo }) {
  const runtime = info.runtime === 'electron' ? 'Electron' : 'Chromium (stand-in for Electron)'
  return (
    <Facts
      items={[
        ['Bulkdesk', info.packaged ? info.version : `${info.version} (development build)`],
        ['Runs on', `${runtime} ${info.runtimeVersion}`],
        ['Signs in at', info.loginUrl ? <code key="login">{info.loginUrl}</code> : undefined],
      ]}
    />
  )
}
