import { IconArrowLeft } from '@tabler/icons-react'
import { goBack } from '../app/navigation.ts'
import { ToolButton } from './tool-button.tsx'

/** Back to where the user came from. */
export function BackButton() {
  return <ToolButton icon={IconArrowLeft} label="Back" onClick={goBack} />
}
