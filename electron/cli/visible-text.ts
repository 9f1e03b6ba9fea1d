/** Controls, and marks that turn or hide what follows: a terminal obeys them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu

/** A text in which each character that a terminal would obey instead of showing is written as its number. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, asNumber)
}

/** The same document, with such characters written as JSON writes controls. Line ends outside of texts stay. */
export function visibleJson(document: object): string {
  return `${JSON.stringify(document, null, 2).replace(UNSEEN, (character) => (character === '\n' ? character : asNumber(character)))}\n`
}

function asNumber(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
