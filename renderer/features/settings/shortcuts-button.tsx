import { Button } from '@mantine/core'
import { runCommand } from '../../window/commands.ts'

export function ShortcutsButton() {
  return (
    <>
      <p>Everything in Bulkdesk can be done without a mouse. Press ? on any screen for the list.</p>
      <Button onClick={() => runCommand('shortcuts')}>Show the keys</Button>
    </>
  )
}
