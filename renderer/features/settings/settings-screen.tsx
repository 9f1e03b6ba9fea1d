import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import type { AppInfo } from '../../../shared/contract/app-info.ts'
import type { Appearance } from '../../../shared/contract/window-settings.ts'
import { installationWords } from '../../../shared/words/installation.ts'
import { storageWords } from '../../../shared/words/result-rows.ts'
import { settingsWords } from '../../../shared/words/settings.ts'
import { SUPPORT_WORDS } from '../../../shared/words/support.ts'
import { Failure } from '../../entities/failure/failure.tsx'
import { ReportButton } from '../../entities/failure/report-button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page } from '../../ui/page.tsx'
import { setAppearance, useAppearance } from '../../window/color-scheme.ts'
import type { SettingsPart } from '../../window/navigation.ts'
import { HelpLinks } from './help-links.tsx'
import { InstallationPart } from './installation-part.tsx'
import { KeychainFacts } from './keychain-facts.tsx'
import { appInfoQuery } from './queries.ts'
import classes from './settings-screen.module.css'
import { ShortcutsButton } from './shortcuts-button.tsx'
import { StoredRows } from './stored-rows.tsx'

/** `part` is the one the user came for. */
export function SettingsScreen({ part }: { readonly part?: SettingsPart }) {
  const { data: info, error, refetch } = useQuery(appInfoQuery())
  return (
    <Page title={settingsWords.title}>
      <div className={classes.column}>
        <Part title={settingsWords.appearance} isAsked={part === 'appearance'}>
          <AppearanceChoice />
        </Part>
        <Part title={settingsWords.passwords} isAsked={part === 'passwords'}>
          <KeychainFacts />
        </Part>
        <Part title={storageWords.title} isAsked={part === 'storage'}>
          <StoredRows />
        </Part>
        <Part title={settingsWords.dataFolder} isAsked={part === 'folder'}>
          <p>{settingsWords.dataFolderMeans}</p>
          {info ? <Facts items={[[settingsWords.folder, <code key="folder">{info.dataFolder}</code>]]} /> : null}
        </Part>
        <Part title={settingsWords.keyboard} isAsked={part === 'keyboard'}>
          <ShortcutsButton />
        </Part>
        <Part title={settingsWords.about} isAsked={part === 'about'}>
          {error ? <Failure error={error} onRetry={refetch} inset /> : null}
          {info ? <About info={info} /> : null}
          <HelpLinks />
        </Part>
        <Part title={installationWords.title} isAsked={part === 'installation'}>
          <InstallationPart />
        </Part>
        <Part title={SUPPORT_WORDS.heading} isAsked={part === 'support'}>
          <p>{SUPPORT_WORDS.why}</p>
          <ReportButton />
        </Part>
      </div>
    </Page>
  )
}

interface PartProps {
  readonly title: string
  readonly isAsked: boolean
  readonly children: ReactNode
}

function Part({ title, isAsked, children }: PartProps) {
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isAsked) return
    section.current?.scrollIntoView({ block: 'start' })
    section.current?.focus({ preventScroll: true })
  }, [isAsked])
  return (
    <section ref={section} className={classes.part} aria-label={title} tabIndex={-1}>
      <h2>{title}</h2>
      <div className={classes.content}>{children}</div>
    </section>
  )
}

const CHOICES = Object.entries(settingsWords.appearances).map(([value, label]) => ({ value, label }))

function AppearanceChoice() {
  const appearance = useAppearance()
  return (
    <SegmentedControl
      aria-label={settingsWords.appearance}
      data={CHOICES}
      value={appearance}
      onChange={(value) => setAppearance(value as Appearance)}
    />
  )
}

function About({ info }: { readonly info: AppInfo }) {
  return (
    <Facts
      items={[
        [settingsWords.version, settingsWords.versionOf(info.version, info.packaged)],
        [settingsWords.runtime, settingsWords.runtimeOf(info.runtime, info.runtimeVersion)],
        [settingsWords.signInHost, info.loginUrl ? <code key="login">{info.loginUrl}</code> : undefined],
      ]}
    />
  )
}
