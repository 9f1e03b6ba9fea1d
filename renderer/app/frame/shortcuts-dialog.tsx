import { Kbd, Modal } from '@mantine/core'
import { shortcutWords } from '../../../shared/words/shell.ts'
import { keyWords } from '../../window/platform.ts'
import { SHORTCUT_GROUPS } from './shortcuts.ts'
import classes from './shortcuts-dialog.module.css'

interface ShortcutsDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

export function ShortcutsDialog({ opened, onClose }: ShortcutsDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={shortcutWords.title}
      size={720}
      closeButtonProps={{ 'aria-label': shortcutWords.close }}
    >
      <div className={classes.columns}>
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group.title} className={classes.group}>
            <h3 className={classes.title}>{group.title}</h3>
            <dl className={classes.list}>
              {group.shortcuts.map(({ keys, does }) => (
                <div key={keys + does} className={classes.line}>
                  <dt>{does}</dt>
                  <dd>
                    <Kbd>{keyWords(keys)}</Kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
