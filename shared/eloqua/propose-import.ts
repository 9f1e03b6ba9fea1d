import { type DraftField, freshName } from './definition-draft.ts'
import { type FieldChoice, mayIdentify } from './field-choice.ts'

/** What a CSV file's columns could be as fields of an import. */
export interface ImportProposal {
  /** One for each column that was recognized, named as the column. */
  readonly fields: readonly DraftField[]
  /** The column that finds the records, where one can. */
  readonly identifier?: string
  /** How sure each is: by its name, or only by an alias or the look of its values. */
  readonly unsure: readonly string[]
  /** Columns that no field was found for. */
  readonly left: readonly string[]
}

interface Match {
  readonly header: string
  readonly field: FieldChoice
  readonly isSure: boolean
}

/**
 * Proposes the fields of an import from a file's header and first rows: by name, by internal name, by alias, then by the look
 * of the values. No field is proposed twice, and a field that Eloqua fills by itself never.
 */
export function proposeImport(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  fields: readonly FieldChoice[],
): ImportProposal {
  const writable = fields.filter((field) => !field.isReadOnly && (field.of === 'record' || field.of === 'system'))
  const matches = new Map<number, Match>()
  for (const [isSure, fits] of RULES) {
    for (const [column, header] of headers.entries()) {
      if (matches.has(column) || header.trim() === '') continue
      const taken = new Set([...matches.values()].map(({ field }) => field))
      const values = rows.map((row) => row[column] ?? '').filter((value) => value !== '')
      const field = writable.find((one) => !taken.has(one) && fits(one, header, values))
      if (field) matches.set(column, { header, field, isSure })
    }
  }
  return toProposal(headers, matches)
}

function toProposal(headers: readonly string[], matches: ReadonlyMap<number, Match>): ImportProposal {
  const fields: DraftField[] = []
  const named: { readonly name: string; readonly match: Match }[] = []
  for (const [column] of headers.entries()) {
    const match = matches.get(column)
    if (!match) continue
    const name = freshName(
      match.header,
      fields.map((field) => field.name),
    )
    fields.push({ name, statement: match.field.statement })
    named.push({ name, match })
  }
  const fit = named.filter(({ match }) => mayIdentify(match.field))
  const identifier =
    fit.find(({ match }) => match.field.dataType === 'emailAddress') ??
    fit.find(({ match }) => match.field.isUnique) ??
    fit.find(({ match }) => /email/i.test(match.field.name))
  return {
    fields,
    ...(identifier ? { identifier: identifier.name } : {}),
    unsure: named.filter(({ match }) => !match.isSure).map(({ name }) => name),
    left: headers.filter((header, column) => header.trim() !== '' && !matches.has(column)),
  }
}

type Fits = (field: FieldChoice, header: string, values: readonly string[]) => boolean

const RULES: readonly (readonly [isSure: boolean, fits: Fits])[] = [
  [true, (field, header) => namesOf(field).some((name) => name === header.trim().toLowerCase())],
  [true, (field, header) => squeeze(header) !== '' && namesOf(field).some((name) => squeeze(name) === squeeze(header))],
  [false, (field, header) => areAliases(squeeze(header), namesOf(field).map(squeeze))],
  [false, (field, _header, values) => looksLikeEmail(values) && isEmail(field)],
]

/** `C_FirstName` is known as First Name, C_FirstName and FirstName; `Product1` also as Product. */
function namesOf({ name, internalName = '' }: FieldChoice): readonly string[] {
  const bare = internalName.replace(/^[CM]_/, '')
  return [name, internalName, bare, bare.replace(/\d$/, '')].filter((one) => one !== '').map((one) => one.toLowerCase())
}

/** Letters and digits only: `E-mail`, `e_mail` and `Email` are one name. */
function squeeze(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const ALIASES: readonly ReadonlySet<string>[] = [
  new Set(['email', 'emailaddress', 'mail', 'contactemail', 'workemail', 'emailadresse', 'courriel', 'correo']),
  new Set(['firstname', 'givenname', 'forename', 'vorname', 'prenom', 'nombre']),
  new Set(['lastname', 'surname', 'familyname', 'nachname', 'nom', 'apellido']),
  new Set(['company', 'companyname', 'account', 'accountname', 'organisation', 'organization', 'firma']),
  new Set(['title', 'jobtitle', 'position', 'role']),
  new Set(['phone', 'telephone', 'businessphone', 'phonenumber', 'busphone', 'telefon']),
  new Set(['mobile', 'mobilephone', 'cell', 'cellphone']),
  new Set(['zip', 'zipcode', 'postalcode', 'postcode', 'ziporpostalcode', 'zippostal', 'plz']),
  new Set(['state', 'province', 'stateorprovince', 'stateprov', 'region']),
  new Set(['street', 'address', 'address1', 'streetaddress']),
  new Set(['city', 'town', 'ort', 'stadt', 'ville']),
  new Set(['country', 'land', 'pays', 'pais']),
]

function areAliases(header: string, names: readonly string[]): boolean {
  return ALIASES.some((same) => same.has(header) && names.some((name) => same.has(name)))
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/

function looksLikeEmail(values: readonly string[]): boolean {
  return values.length > 0 && values.filter((value) => EMAIL.test(value)).length >= values.length * 0.8
}

function isEmail(field: FieldChoice): boolean {
  return field.dataType === 'emailAddress' || /e-?mail address/i.test(field.name)
}
