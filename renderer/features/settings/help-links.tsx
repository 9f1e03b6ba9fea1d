import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { HelpPage } from '../../../shared/contract/app-info.ts'
import { api } from '../../api.ts'
import classes from './settings-screen.module.css'

const PAGES: readonly { readonly page: HelpPage; readonly title: string }[] = [
  { page: 'bulk-api', title: 'The Bulk API' },
  { page: 'status-codes', title: 'Its status codes' },
  { page: 'limits', title: 'Its limits' },
]

export function HelpLinks() {
  const open = useMutation({ mutationFn: (page: HelpPage) => api.openHelp({ page }) })
  return (
    <div className={classes.links}>
      {PAGES.map(({ page, title }) => (
        <Button
          key={page}
          rightSection={<IconExternalLink size={14} stroke={1.5} aria-hidden />}
          onClick={() => open.mutate(page)}
        >
          {title}
        </Button>
      ))}
    </div>
  )
}
