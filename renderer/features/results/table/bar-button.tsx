import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'
import classes from './run-toolbar.module.css'

interface BarButtonProps extends ButtonProps, Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> {
  readonly icon: TablerIcon
  readonly label: string
}

/** A button of the toolbar: with its name where there is room, else with the name as its tooltip. The name is never cut. */
export function BarButton({ icon: Icon, label, ...button }: BarButtonProps) {
  return (
    <Tooltip label={label}>
      <Button variant="subtle" color="gray" px={8} aria-label={label} {...button}>
        <Icon size={16} stroke={1.5} aria-hidden />
        <span className={classes.label}>{label}</span>
      </Button>
    </Tooltip>
  )
}
