import { IconFileSpreadsheet, IconFileX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import { parseDefinitionUri } from '../../../shared/eloqua/definition.ts'
import { MOST_FILES } from '../../../shared/uploads/upload.ts'
import { dropWords } from '../../../shared/words/shell.ts'
import { takeFiles } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { noticeFailure } from '../../ui/notices.tsx'
import { currentRoute, go } from '../../window/navigation.ts'
import { hasScreen } from '../screens.tsx'
import classes from './drop-veil.module.css'
import { findNameObstacle } from './dropped-files.ts'
import { type FileDrag, useFileDrag } from './use-file-drag.ts'

/** The whole window takes files. A drop opens the check page and sends nothing. */
export function DropVeil() {
  const { mutate } = useMutation({
    mutationFn: (files: readonly File[]) => takeFiles(files),
    onSuccess: (files) => {
      announce(dropWords.opened(files.length))
      go({ screen: 'upload', files, ...targetOnScreen() })
    },
  })
  const onFiles = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) tellPromised()
      const accepted = files.filter((file) => findNameObstacle(file.name) === undefined)
      for (const file of files.filter((file) => !accepted.includes(file))) tellNotOpened(file.name)
      if (accepted.length > MOST_FILES) noticeFailure(dropWords.tooMany(MOST_FILES), dropWords.tooManyAdvice)
      else if (accepted.length > 0) mutate(accepted)
    },
    [mutate],
  )
  const drag = useFileDrag(hasScreen('upload') ? onFiles : undefined)
  return drag ? <Veil drag={drag} /> : null
}

function Veil({ drag }: { readonly drag: FileDrag }) {
  const Icon = drag.obstacle ? IconFileX : IconFileSpreadsheet
  return (
    <div className={classes.veil}>
      <div className={classes.card} data-unsupported={drag.obstacle ? true : undefined} role="status">
        <Icon size={32} stroke={1.25} aria-hidden />
        <strong>{drag.obstacle ? dropWords.unsupported(drag.count) : dropWords.review}</strong>
        <span>{drag.obstacle ?? dropWords.reviewHint(targetOnScreen().targetUri !== undefined)}</span>
      </div>
    </div>
  )
}

/** The import or sync action that is being looked at is the one the file is most likely meant for. */
function targetOnScreen(): { readonly targetUri?: string; readonly recipeId?: string } {
  const route = currentRoute()
  const uri = route.screen === 'upload' ? route.targetUri : route.screen === 'definitions' ? route.uri : undefined
  const kind = uri ? parseDefinitionUri(uri)?.kind : undefined
  const recipe = route.screen === 'upload' && route.recipeId ? { recipeId: route.recipeId } : {}
  return uri && kind && kind !== 'export' ? { targetUri: uri, ...recipe } : {}
}

function tellPromised(): void {
  noticeFailure(dropWords.promised, dropWords.promisedAdvice)
}

function tellNotOpened(name: string): void {
  noticeFailure(dropWords.notOpened(name), findNameObstacle(name))
}
