import { Button } from '@mantine/core'
import { settingsWords } from '../../../shared/words/settings.ts'
import { runCommand } from '../../window/commands.ts'

export function ShortcutsButton() {
  return (
    <>
      <p>{settingsWords.keyboardMeans}</p>
      <Button onClick={() => runCommand('shortcuts')}>{settingsWords.viewShortcuts}</Button>
    </>
  )
}
