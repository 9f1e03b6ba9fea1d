import { IconFileSpreadsheet, IconFileX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { formatCounted } from '../../../shared/words/numbers.ts'
import { takeFiles } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { noticeFailure } from '../../ui/notices.tsx'
import { currentRoute, go } from '../../window/navigation.ts'
import { hasScreen } from '../screens.tsx'
import classes from './drop-veil.module.css'
import { refuseName } from './dropped-files.ts'
import { type FileDrag, useFileDrag } from './use-file-drag.ts'

/** The whole window takes files. A drop opens the check page and sends nothing. */
export function DropVeil() {
  const { mutate } = useMutation({
    mutationFn: (files: readonly File[]) => takeFiles(files),
    onSuccess: (files) => {
      announce(`${formatCounted(files.length, 'file')} opened for checking`)
      go({ screen: 'upload', files, ...targetOnScreen() })
    },
  })
  const onFiles = useCallback(
    (files: readonly File[]) => {
      const taken = files.filter((file) => refuseName(file.name) === undefined)
      for (const file of files.filter((file) => !taken.includes(file))) tellRefused(file.name)
      if (taken.length > 0) mutate(taken)
    },
    [mutate],
  )
  const drag = useFileDrag(hasScreen('upload') ? onFiles : undefined)
  return drag ? <Veil drag={drag} /> : null
}

function Veil({ drag }: { readonly drag: FileDrag }) {
  const Icon = drag.refusal ? IconFileX : IconFileSpreadsheet
  const files = drag.count > 1 ? `these ${drag.count} files` : 'this file'
  return (
    <div className={classes.veil}>
      <div className={classes.card} data-refused={drag.refusal ? true : undefined} role="status">
        <Icon size={32} stroke={1.25} aria-hidden />
        <strong>{drag.refusal ? `Bulkdesk cannot take ${files}` : `Check ${files} before sending`}</strong>
        <span>{drag.refusal ?? `Nothing is sent by dropping${targetWords()}.`}</span>
      </div>
    </div>
  )
}

/** The import or sync action that is being looked at is the one the file is most likely meant for. */
function targetOnScreen(): { readonly targetUri?: string } {
  const route = currentRoute()
  const uri = route.screen === 'upload' ? route.targetUri : route.screen === 'definitions' ? route.uri : undefined
  const kind = uri ? parseDefinitionUri(uri)?.kind : undefined
  return uri && kind && kind !== 'export' ? { targetUri: uri } : {}
}

function targetWords(): string {
  return targetOnScreen().targetUri ? '; it will be checked against the definition on screen' : ''
}

function tellRefused(name: string): void {
  noticeFailure(`${name} was not opened`, refuseName(name))
}
