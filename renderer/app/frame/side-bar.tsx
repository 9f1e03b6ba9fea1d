import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { controlWords } from '../../../shared/words/controls.ts'
import { sectionWords } from '../../../shared/words/shell.ts'
import { go, type Screen, useRoute } from '../../window/navigation.ts'
import { keyWords } from '../../window/platform.ts'
import { REQUESTS, SECTIONS, SETTINGS, type Section } from './sections.ts'
import classes from './side-bar.module.css'

interface SideBarProps {
  readonly narrow: boolean
  readonly onToggle: () => void
}

export function SideBar({ narrow, onToggle }: SideBarProps) {
  const { screen } = useRoute()
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleLabel = narrow ? sectionWords.expand : sectionWords.collapse
  return (
    <nav className={classes.bar} data-narrow={narrow || undefined} aria-label={sectionWords.label}>
      <ul className={classes.list}>
        {SECTIONS.map((section) => (
          <SectionItem key={section.title} section={section} screen={screen} narrow={narrow} />
        ))}
      </ul>
      <ul className={classes.list}>
        <SectionItem section={REQUESTS} screen={screen} narrow={narrow} />
        <SectionItem section={SETTINGS} screen={screen} narrow={narrow} />
        <li>
          <Tooltip label={controlWords.withKeys(toggleLabel, keyWords('mod+B'))} position="right">
            <button type="button" className={classes.item} onClick={onToggle} aria-label={toggleLabel}>
              <Toggle size={16} stroke={1.5} aria-hidden />
              {narrow ? null : <span>{sectionWords.collapseShort}</span>}
            </button>
          </Tooltip>
        </li>
      </ul>
    </nav>
  )
}

interface SectionItemProps {
  readonly section: Section
  readonly screen: Screen
  readonly narrow: boolean
}

function SectionItem({ section, screen, narrow }: SectionItemProps) {
  const Icon = section.icon
  const keys = section.keys === undefined ? '' : keyWords(section.keys)
  return (
    <li>
      <Tooltip
        label={keys ? controlWords.withKeys(section.title, keys) : section.title}
        position="right"
        disabled={!narrow}
      >
        <button
          type="button"
          className={classes.item}
          aria-current={section.screens.includes(screen) ? 'page' : undefined}
          aria-label={narrow ? section.title : undefined}
          onClick={() => go(section.route)}
        >
          <Icon size={16} stroke={1.5} aria-hidden />
          {narrow ? null : (
            <>
              <span className={classes.title}>{section.title}</span>
              <span className={classes.keys} aria-hidden>
                {keys}
              </span>
            </>
          )}
        </button>
      </Tooltip>
    </li>
  )
}
