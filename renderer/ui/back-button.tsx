import { IconArrowLeft } from '@tabler/icons-react'
import { controlWords } from '../../shared/words/controls.ts'
import { ToolButton } from './tool-button.tsx'

/** Back to where the user came from. */
export function BackButton({ onClick }: { readonly onClick: () => void }) {
  return <ToolButton icon={IconArrowLeft} label={controlWords.back} onClick={onClick} />
}
