import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { HelpPage } from '../../../shared/contract/app-info.ts'
import { settingsWords } from '../../../shared/words/settings.ts'
import { api } from '../../api.ts'
import classes from './settings-screen.module.css'

const PAGES: readonly HelpPage[] = ['bulk-api', 'status-codes', 'limits']

export function HelpLinks() {
  const open = useMutation({ mutationFn: (page: HelpPage) => api.openHelp({ page }) })
  return (
    <div className={classes.links}>
      {PAGES.map((page) => (
        <Button
          key={page}
          rightSection={<IconExternalLink size={14} stroke={1.5} aria-hidden />}
          onClick={() => open.mutate(page)}
        >
          {settingsWords.help[page]}
        </Button>
      ))}
    </div>
  )
}
