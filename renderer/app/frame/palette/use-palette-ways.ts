import { useMutation } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { HelpPage } from '../../../../shared/contract/app-info.ts'
import { api } from '../../../api.ts'
import { useStartDefinition } from '../../../entities/definition/start-definition.ts'
import { go, placeToStay } from '../../../window/navigation.ts'
import { useSignOut, useSwitchConnection } from '../use-switching.ts'
import type { PaletteWays } from './palette-actions.ts'

/** What the frame around the palette does. */
export type FrameWays = Pick<PaletteWays, 'onOverlay' | 'onConnect' | 'onSideBar'>

/** Where the entries of the palette lead: the same while the window stands, so that they are made ready once. */
export function usePaletteWays(frame: FrameWays): PaletteWays {
  const define = useStartDefinition()
  const signOut = useSignOut()
  const change = useSwitchConnection(frame.onConnect)
  const help = useMutation({ mutationFn: (page: HelpPage) => api.openHelp({ page }) })
  const open = useMutation({
    onMutate: placeToStay,
    mutationFn: (recentId: string) => api.openRecentFile({ recentId }),
    onSuccess: (file, _recentId, isStillHere) => isStillHere() && go({ screen: 'upload', files: [file] }),
  })
  const latest = useRef(frame)
  useEffect(() => {
    latest.current = frame
  })
  const [onDefine, onSignOut, onSwitch, onHelp, onOpenFile] = [
    define.mutate,
    signOut.mutate,
    change.mutate,
    help.mutate,
    open.mutate,
  ]
  return useMemo(
    () => ({
      onOverlay: (overlay) => latest.current.onOverlay(overlay),
      onConnect: () => latest.current.onConnect(),
      onSideBar: () => latest.current.onSideBar(),
      onSignOut: () => onSignOut(),
      onSwitch: (id) => onSwitch(id),
      onOpenFile: (recentId) => onOpenFile(recentId),
      onDefine: (start) => onDefine(start),
      onHelp: (page) => onHelp(page),
    }),
    [onDefine, onSignOut, onSwitch, onHelp, onOpenFile],
  )
}
