/**
 * Names that columns have in the files of Eloqua's users, by what they mean: English, German, French, Spanish, Italian,
 * Portuguese, Dutch, Japanese. The one table of them. A name under several meanings, or in `loose`, may mean something
 * else: such a match is always shown to the user as a suggestion. Upper and lower case, accents, spaces and signs do not count.
 */
const MEANINGS: readonly { readonly names: string; readonly loose?: string }[] = [
  {
    names: `email, email address, email, work email, business email, contact email, primary email, email 1, emailaddr,
      EmailAdresse, Email geschäftlich, Mailadresse, adresse email, adresse mail, adresse électronique, courriel,
      correo electrónico, dirección de correo, dirección de correo electrónico, dirección de email, indirizzo email,
      indirizzo email, posta elettronica, endereço de email, endereço de email, correio eletrônico, correio eletrónico,
      emailadres, emailadres, mailadres, メール, メールアドレス, Eメール, Eメールアドレス, 電子メール`,
    loose: 'mail, correo, adres mail',
  },
  {
    names: `first name, given name, forename, fname, Vorname, Rufname, prénom, nombre de pila, primer nombre, nome di battesimo,
      primeiro nome, nome próprio, voornaam, 名, ファーストネーム, 名前 (名)`,
    loose: 'nombre, nome, first',
  },
  {
    names: `last name, surname, family name, lname, Nachname, Familienname, Zuname, nom de famille, apellido, apellidos, primer apellido,
      cognome, sobrenome, apelido, último nome, achternaam, familienaam, 姓, 苗字, ラストネーム`,
    loose: 'nom, name, Name, last',
  },
  {
    names: `full name, contact name, display name, vollständiger Name, nom complet, nombre completo, nombre y apellidos, nome completo,
      nome e cognome, volledige naam, 氏名, お名前, フルネーム`,
    loose: 'nom, name, nombre, nome, naam, 名前',
  },
  {
    names: `company, company name, organization, organisation, organization name, organisation name, employer, account name, Firma,
      Firmenname, Unternehmen, Unternehmensname, société, nom de la société, entreprise, nom de l’entreprise, raison sociale, empresa,
      nombre de la empresa, compañía, razón social, azienda, nome azienda, società, ragione sociale, nome da empresa, companhia, razão social,
      bedrijf, bedrijfsnaam, 会社, 会社名, 企業名, 勤務先`,
    loose:
      'account, business, Konto, compte, cuenta, conta, organización, organizzazione, organização, organisatie, Gesellschaft',
  },
  {
    names: `job title, position title, Berufsbezeichnung, Stellenbezeichnung, Jobtitel, intitulé du poste, titre du poste, cargo,
      puesto, puesto de trabajo, qualifica, mansione, functietitel, 役職, 役職名, 肩書き`,
    loose:
      'title, Titel, titre, título, titolo, Position, Funktion, fonction, función, funzione, função, functie, role, job, poste',
  },
  {
    names: `salutation, Anrede, civilité, tratamiento, saludo, appellativo, tratamento, saudação, aanhef, 敬称`,
    loose: 'title, Titel, titre, título, titolo, prefix',
  },
  {
    names: `address, address 1, address line 1, street, street address, street 1, Straße, Strasse, Straße und Hausnummer, Anschrift,
      rue, adresse 1, adresse postale, calle, dirección 1, dirección postal, via, indirizzo 1, rua, endereço 1, morada, straat, straatnaam,
      adres 1, 住所, 住所1, 番地`,
    loose: 'Adresse, dirección, indirizzo, endereço, adres, domicilio',
  },
  {
    names:
      'address 2, address line 2, street 2, Adresszusatz, adresse 2, complément d’adresse, dirección 2, indirizzo 2, endereço 2, complemento, adres 2, 住所2, 建物名',
  },
  { names: 'address 3, address line 3, street 3, adresse 3, dirección 3, indirizzo 3, endereço 3, adres 3, 住所3' },
  {
    names: `city, town, Stadt, Ort, Wohnort, ville, commune, ciudad, localidad, población, città, comune, cidade, localidade, stad, plaats,
      woonplaats, 市, 市区町村, 都市`,
    loose: 'location, place',
  },
  {
    names: `state, state prov, state or province, state/province, province, Bundesland, Kanton, département, provincia, estado o provincia, stato o provincia,
      estado ou província, distrito, provincie, 都道府県, 県, 州`,
    loose: 'region, Region, Staat, région, estado, región, stato, regione, região, regio, county',
  },
  {
    names: `zip, zip code, zip postal, zip or postal code, zip/postal code, postal code, post code, PLZ, Postleitzahl, code postal, CP, código postal, codice postale, CAP,
      CEP, postcode, 郵便番号`,
  },
  {
    names: `country, country name, country or region, Land, Staat, Ländername, pays, país, paese, nazione, land, 国, 国名`,
    loose: 'region, nation, country code, Ländercode, code pays, código de país, codice paese, landcode',
  },
  {
    names: `business phone, bus phone, phone, phone number, telephone, telephone number, work phone, office phone, tel, Telefon, Telefonnummer, Telefon geschäftlich,
      téléphone, numéro de téléphone, téléphone professionnel, teléfono, número de teléfono, teléfono de trabajo, telefono, numero di telefono,
      telefone, número de telefone, telefoon, telefoonnummer, 電話, 電話番号, 会社電話`,
  },
  {
    names: `mobile, mobile phone, mobile number, cell, cell phone, cellular, Handy, Handynummer, Mobiltelefon, Mobilnummer, Mobil, portable,
      téléphone portable, téléphone mobile, móvil, teléfono móvil, celular, teléfono celular, cellulare, telefono cellulare, telemóvel, telefone celular,
      mobiel, mobiele telefoon, mobiel nummer, gsm, 携帯, 携帯電話, 携帯番号, 携帯電話番号`,
  },
  {
    names:
      'fax, fax number, Faxnummer, télécopie, numéro de fax, número de fax, numero di fax, faxnummer, ファックス, FAX番号',
  },
  {
    names: `id, Eloqua id, Eloqua contact id, Eloqua record id, contact id, Kontakt-ID, Eloqua-Kontakt-ID, id de contact, identifiant du contact, id contact Eloqua,
      id de contacto, id de contacto de Eloqua, id contatto, ID contatto Eloqua, id do contato, id do contacto, id contato, contact-id, contactid, コンタクトID,
      連絡先ID, EloquaコンタクトID`,
    loose:
      'contact id ext, record id, external id, unique id, identifier, Kennung, identifiant, identificador, identificativo, number, Nummer',
  },
  {
    names:
      'website, web site, web address, homepage, url, Webseite, Internetseite, site web, site internet, sitio web, página web, sito web, sito internet, página da web, ウェブサイト, ホームページ, サイトURL',
  },
  {
    names: 'industry, Branche, secteur d’activité, industria, settore, setor, sector, bedrijfstak, 業種, 業界',
    loose: 'secteur, Industrie, industrie',
  },
  {
    names: 'department, Abteilung, département de l’entreprise, departamento, reparto, afdeling, 部署, 部門',
    loose: 'service, département, division, dipartimento',
  },
  { names: 'language, Sprache, langue, idioma, lengua, lingua, língua, taal, 言語', loose: 'locale' },
  {
    names:
      'date of birth, birth date, birthday, Geburtsdatum, Geburtstag, date de naissance, fecha de nacimiento, data di nascita, data de nascimento, geboortedatum, 生年月日, 誕生日',
  },
]

export interface Alias {
  /** Places in the table. */
  readonly meanings: readonly number[]
  /** One meaning only, and no doubt about the word. */
  readonly isSure: boolean
}

const ALIASES = aliasesOf(MEANINGS)

/** What a column may mean; undefined for a name that is not in the table. */
export function aliasOf(name: string): Alias | undefined {
  return ALIASES.get(plainName(name))
}

/** What a field means, by its own name or by the Eloqua field in its statement: `{{Contact.Field(C_FirstName)}}`. */
export function aliasOfField(field: string, statement: string): Alias | undefined {
  // An id of an account or a record is no id of a contact.
  if (/Id\}\}$/.test(statement) && !/\bContact\.Id\}\}$/.test(statement)) return undefined
  const byName = aliasOf(field)
  if (byName?.isSure) return byName
  const inEloqua = /\((?:C_)?(\w+)\)\}\}$/.exec(statement)?.[1] ?? /\bContact\.(Id)\}\}$/.exec(statement)?.[1]
  const byStatement = inEloqua === undefined ? undefined : aliasOf(inEloqua)
  return byStatement?.isSure ? byStatement : (byName ?? byStatement)
}

/** Letters and digits without case and accents: `Prénom` and `PRENOM`, `E-mail` and `e_mail` are one name. */
function plainName(name: string): string {
  const bare = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
  return bare
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function aliasesOf(table: typeof MEANINGS): ReadonlyMap<string, Alias> {
  const aliases = new Map<string, Alias>()
  const add = (names: string, meaning: number, isSure: boolean) => {
    for (const name of names.split(',').map(plainName)) {
      const meanings = new Set([...(aliases.get(name)?.meanings ?? []), meaning])
      const wasSure = aliases.get(name)?.isSure ?? true
      aliases.set(name, { meanings: [...meanings], isSure: isSure && wasSure && meanings.size === 1 })
    }
  }
  for (const [meaning, { loose }] of table.entries()) if (loose) add(loose, meaning, false)
  for (const [meaning, { names }] of table.entries()) add(names, meaning, true)
  return aliases
}
