import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { controlWords } from '../../shared/words/controls.ts'
import { copyText } from '../window/copy-text.ts'
import { announce } from './announcer.tsx'
import classes from './code-block.module.css'

interface CodeBlockProps {
  /** What the text is, for screen readers and above it: `Request`. */
  readonly label: string
  readonly text: string
  /** What is put on the clipboard instead, done by the caller (a request as cURL, for instance). */
  readonly onCopy?: () => Promise<void>
  readonly copyLabel?: string
  /** Pixels before it scrolls. */
  readonly maxHeight?: number
}

/** Requests, statements and codes, exactly as they are, with a way to copy them. */
export function CodeBlock({ label, text, onCopy, copyLabel = controlWords.copy, maxHeight = 320 }: CodeBlockProps) {
  const [copied, setCopied] = useState(false)
  const copy = useMutation({
    mutationFn: () => (onCopy ? onCopy() : copyText(text)),
    onSuccess: () => {
      setCopied(true)
      announce(controlWords.wasCopied(label))
      setTimeout(() => setCopied(false), 1500)
    },
  })
  return (
    <figure className={classes.block}>
      <figcaption className={classes.head}>
        <span>{label}</span>
        <Button
          size="xs"
          variant="subtle"
          leftSection={copied ? <IconCheck size={14} stroke={1.5} /> : <IconCopy size={14} stroke={1.5} />}
          onClick={() => copy.mutate()}
        >
          {copied ? controlWords.copied : copyLabel}
        </Button>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.text} style={{ maxHeight }} tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
    </figure>
  )
}
