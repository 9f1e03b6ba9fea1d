import { IconArrowLeft } from '@tabler/icons-react'
import { ToolButton } from './tool-button.tsx'

/** Back to where the user came from. */
export function BackButton({ onClick }: { readonly onClick: () => void }) {
  return <ToolButton icon={IconArrowLeft} label="Back" onClick={onClick} />
}
