/**
 * How the two shells of Windows, and the C runtime that cURL is built with, read a command line: as far as Microsoft
 * documents it, and strict where it is not clear. They throw where anything but one plain command with plain arguments
 * would come of it. They stand in for shells that are not on every machine.
 */

/** The command line that cmd.exe hands on. Throws where it would see an operator, a caret, a variable or a line's end. */
export function readAsCmd(line: string): string {
  if (/[\r\n\0]/.test(line)) throw new Error('cmd.exe ends a command there')
  const variable = /%([^%:{][^%:]*)[%:]/.exec(line)
  if (variable) throw new Error(`cmd.exe may know the variable ${variable[1]}`)
  if (line.includes('!')) throw new Error('cmd.exe may have delayed expansion on')
  let isQuoted = false
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && '&|<>^()@'.includes(sign)) throw new Error(`cmd.exe acts on ${sign}`)
  }
  if (isQuoted) throw new Error('a quote is open')
  return line
}

/** The arguments behind the command, by the rules of the Universal C Runtime. */
export function splitArguments(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    let slashes = 0
    while (line[at + slashes] === '\\') slashes += 1
    if (slashes > 0) {
      const isBeforeQuote = line[at + slashes] === '"'
      word = (word ?? '') + '\\'.repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes)
      at += slashes
      if (isBeforeQuote && slashes % 2 === 1) {
        word += '"'
        continue
      }
    }
    const sign = line[at]
    if (sign === '"' && isQuoted && line[at + 1] === '"') {
      word = `${word}"`
      at += 1
    } else if (sign === '"') {
      isQuoted = !isQuoted
      word ??= ''
    } else if (sign === ' ' && !isQuoted) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (sign !== undefined) word = (word ?? '') + sign
  }
  if (word !== undefined) words.push(word)
  return words
}

/** The arguments PowerShell 7 makes. Throws where a word is not plain or a string would expand anything. */
export function readAsPowerShell(line: string): readonly string[] {
  const words: string[] = []
  const word = /(?:"((?:[^"]|"")*)"|([A-Za-z.-]+))(?: |$)/y
  while (word.lastIndex < line.length) {
    const found = word.exec(line)
    if (!found) throw new Error(`PowerShell reads more than a plain word in ${line}`)
    const [, text, bare] = found
    if (text !== undefined && /[$`\u2018-\u201f]/.test(text)) throw new Error(`PowerShell expands ${text}`)
    words.push(text?.replaceAll('""', '"') ?? bare ?? '')
  }
  return words
}
