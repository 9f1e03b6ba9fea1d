import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { resultWords } from '../../../../shared/words/results.ts'
import { readRowNumber } from './row-number.ts'
import classes from './run-toolbar.module.css'

interface GoToRowProps {
  /** Of the view. */
  readonly rows: number
  /** 0-based. */
  readonly onGo: (row: number) => void
}

/** A way to any row of the view. A number that is none says which ones are. */
export function GoToRow({ rows, onGo }: GoToRowProps) {
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    const row = readRowNumber(text, rows)
    setWrong(row === undefined)
    if (row === undefined) return
    setText('')
    onGo(row)
  }

  return (
    <form onSubmit={submit} className={classes.goTo}>
      <TextInput
        aria-label={isWrong ? resultWords.goToRowRange(rows) : resultWords.goToRow}
        placeholder={resultWords.goToRow}
        value={text}
        error={isWrong}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setWrong(false)
        }}
      />
      {isWrong ? (
        <span className={classes.wrong} role="alert">
          {resultWords.noSuchRow(rows)}
        </span>
      ) : null}
    </form>
  )
}
