import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, subscribe } from '../../api.ts'
import { type Command, runCommand, useCommand } from '../../window/commands.ts'
import { go } from '../../window/navigation.ts'
import { hasScreen } from '../screens.tsx'

/** The commands that work on every screen, and the two ways main asks for something: its menu, and files opened with us. */
export function useGlobalCommands(onOverlay: (overlay: 'palette' | 'shortcuts') => void): void {
  const client = useQueryClient()
  const canUpload = hasScreen('upload')
  const browse = useMutation({
    mutationFn: () => api.browseForSources(),
    onSuccess: (files) => files.length > 0 && go({ screen: 'upload', files }),
  })
  useCommand('palette', () => onOverlay('palette'))
  useCommand('shortcuts', () => onOverlay('shortcuts'))
  useCommand('settings', () => go({ screen: 'settings' }))
  useCommand('new-sync', hasScreen('new-sync') ? () => go({ screen: 'new-sync' }) : undefined)
  useCommand('open-csv', canUpload ? () => browse.mutate() : undefined)
  useCommand('refresh', () => void client.refetchQueries({ type: 'active' }))

  useEffect(() => subscribe('menu-chosen', ({ command }: { command: Command }) => void runCommand(command)), [])
  useEffect(() => {
    if (!canUpload) return
    return subscribe('files-opened', (files) => go({ screen: 'upload', files }))
  }, [canUpload])
}
