import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposeMapping } from './propose-mapping.ts'

const target = {
  fields: {
    email: '{{Contact.Field(C_EmailAddress)}}',
    firstName: '{{Contact.Field(C_FirstName)}}',
    City: '{{Contact.Field(C_City)}}',
  },
  identifierFieldName: 'email',
}
const columns = (proposal: ReturnType<typeof proposeMapping>) =>
  Object.fromEntries(
    proposal.mapping.fields.map(({ field, source }) => [
      field,
      source.from === 'column' ? source.column : source.value,
    ]),
  )

describe('proposeMapping', () => {
  test('matches equal names first, whatever their case, spaces and hyphens', () => {
    const proposal = proposeMapping(target, ['CITY', 'first name', 'E-mail'])
    expect(columns(proposal)).toEqual({ email: 2, firstName: 1, City: 0 })
    expect(proposal.unsure).toEqual([])
  })

  test('says which fields it matched by a near name only', () => {
    const proposal = proposeMapping(target, ['Mail', 'firstNam'])
    expect(columns(proposal)).toEqual({ email: 0, firstName: 1 })
    expect(proposal.unsure).toEqual(['email', 'firstName'])
  })

  test('feeds the one field of a sync action from the one column of a file', () => {
    const proposal = proposeMapping({ fields: { Id: '{{Contact.Id}}' }, identifierFieldName: 'Id' }, ['Eloqua number'])
    expect(columns(proposal)).toEqual({ Id: 0 })
  })

  test('finds remembered columns again where they moved to, and says what changed', () => {
    const remembered = {
      headers: ['mail', 'Name', 'Town'],
      mapping: {
        fields: [
          { field: 'email', source: { from: 'column' as const, column: 0 } },
          { field: 'firstName', source: { from: 'column' as const, column: 1 } },
          { field: 'City', source: { from: 'constant' as const, value: 'Ghent' } },
        ],
      },
    }
    const mostly = {
      fields: [...remembered.mapping.fields, { field: 'Gone', source: { from: 'column' as const, column: 2 } }],
    }
    const proposal = proposeMapping(target, ['Name', 'Age', 'Mail'], [remembered])
    expect(columns(proposal)).toEqual({ email: 2, firstName: 0, City: 'Ghent' })
    expect(proposal.from).toBe('remembered')
    expect(proposal.drift).toEqual(['New in this file: Age.'])
    expect(
      proposeMapping(target, ['Name', 'Town', 'Age', 'city'], [{ ...remembered, mapping: mostly }]).drift.join(' '),
    ).toContain('Missing: mail (was mapped to email).')
  })

  test('names the first of many new columns, and says how many more there are', () => {
    const mapping = { fields: [{ field: 'email', source: { from: 'column' as const, column: 0 } }] }
    const remembered = { headers: ['email'], mapping }
    const headers = ['email', ...Array.from({ length: 99 }, (_, column) => `C${column}`)]
    expect(proposeMapping(target, headers, [remembered]).drift).toEqual([
      'New in this file: C0, C1, C2, C3, C4, C5, and 93 more.',
    ])
  })

  test('a column that was left out on purpose stays out', () => {
    const remembered = {
      headers: ['email', 'City'],
      mapping: { fields: [{ field: 'email', source: { from: 'column' as const, column: 0 } }] },
    }
    expect(columns(proposeMapping(target, ['email', 'City'], [remembered]))).toEqual({ email: 0 })
  })

  test.each([
    ['German', ['E-Mail-Adresse', 'Vorname', 'Nachname', 'Firma', 'Land', 'PLZ', 'Ort', 'Straße']],
    ['French', ['Adresse électronique', 'Prénom', 'Nom de famille', 'Société', 'Pays', 'Code postal', 'Ville', 'Rue']],
    [
      'Spanish',
      ['Correo electrónico', 'Nombre de pila', 'Apellidos', 'Empresa', 'País', 'Código postal', 'Ciudad', 'Calle'],
    ],
    ['Italian', ['Indirizzo e-mail', 'Nome di battesimo', 'Cognome', 'Azienda', 'Paese', 'CAP', 'Città', 'Via']],
    ['Portuguese', ['Endereço de e-mail', 'Primeiro nome', 'Sobrenome', 'Empresa', 'País', 'CEP', 'Cidade', 'Rua']],
    ['Dutch', ['E-mailadres', 'Voornaam', 'Achternaam', 'Bedrijf', 'Land', 'Postcode', 'Woonplaats', 'Straat']],
    ['Japanese', ['メールアドレス', '名', '姓', '会社名', '国', '郵便番号', '市区町村', '住所']],
    ['English', ['E-Mail', 'Given name', 'Surname', 'Organisation', 'Country', 'Postcode', 'Town', 'Street']],
    ['plain letters', ['E-MAIL', 'PRENOM', 'nom_de_famille', 'SOCIETE', 'pays', 'code_postal', 'VILLE', 'RUE']],
  ])('knows what columns are called in %s, without a doubt', (_, headers) => {
    const names = ['EmailAddress', 'FirstName', 'LastName', 'Company', 'Country', 'Zip_Postal', 'City', 'Address1']
    const fields = Object.fromEntries(names.map((name) => [name, `{{Contact.Field(C_${name})}}`]))
    const proposal = proposeMapping({ fields }, headers)
    expect(columns(proposal)).toEqual(Object.fromEntries(names.map((name, column) => [name, column])))
    expect(proposal.unsure).toEqual([])
  })

  test('knows a field by what it is in Eloqua, and a contact’s id from another’s', () => {
    const fields = { vn: '{{Contact.Field(C_FirstName)}}', Id: '{{Contact.Id}}' }
    expect(columns(proposeMapping({ fields }, ['Eloqua Contact ID', 'Vorname']))).toEqual({ vn: 1, Id: 0 })
    const account = { Id: '{{Account.Id}}', name: '{{Account.Field(M_CompanyName)}}' }
    expect(columns(proposeMapping({ fields: account }, ['Contact ID', 'x']))).toEqual({})
  })

  test('asks about a name that may mean something else', () => {
    const fields = { LastName: '{{Contact.Field(C_LastName)}}', Title: '{{Contact.Field(C_Title)}}' }
    const proposal = proposeMapping({ fields }, ['Nom', 'Titel'])
    expect(columns(proposal)).toEqual({ LastName: 0, Title: 1 })
    expect(proposal.unsure).toEqual(['LastName', 'Title'])
  })

  test('chooses none of two columns or fields that fit equally', () => {
    const fields = { email: '{{Contact.Field(C_EmailAddress)}}' }
    expect(columns(proposeMapping({ fields }, ['E-Mail-Adresse', 'Work email']))).toEqual({})
    const two = { Job: '{{Contact.Field(C_Title)}}', Anrede: '{{Contact.Field(C_Salutation)}}' }
    expect(columns(proposeMapping({ fields: two }, ['Titel', 'x']))).toEqual({})
  })

  test('a field’s own name wins over every alias, wherever it stands', () => {
    const headers = fc.uniqueArray(
      fc.constantFrom(
        'email',
        'E-Mail-Adresse',
        'Mail',
        'Courriel',
        'Work email',
        'Vorname',
        'Prénom',
        'given name',
        'x',
      ),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(headers, fc.constantFrom('email', 'Courriel', 'Mail', 'Vorname'), fc.nat(), (others, field, at) => {
        const names = others.filter((name) => name !== field).toSpliced(at % (others.length + 1), 0, field)
        const fields = { first: '{{Contact.Field(C_FirstName)}}', [field]: '{{Contact.Field(C_EmailAddress)}}' }
        const proposal = proposeMapping({ fields }, names)
        expect(columns(proposal)[field]).toBe(names.indexOf(field))
        expect(proposal.unsure).not.toContain(field)
      }),
    )
  })

  describe('with a memory for each kind of file', () => {
    const memory = (headers: readonly string[], field: string, column: number) => ({
      headers,
      mapping: { fields: [{ field, source: { from: 'column' as const, column } }] },
    })

    test('takes the one of the same columns in another order, not the newest', () => {
      const memories = [memory(['a', 'b', 'c'], 'email', 2), memory(['a', 'b'], 'City', 1)]
      const proposal = proposeMapping(target, ['B', 'a'], memories)
      expect(columns(proposal)).toEqual({ City: 0 })
      expect(proposal).toMatchObject({ from: 'remembered', drift: [] })
    })

    test('goes by names, and tells no differences, for a file of quite other columns', () => {
      const proposal = proposeMapping(target, ['E-Mail-Adresse', 'x'], [memory(['a', 'b'], 'City', 1)])
      expect(proposal).toMatchObject({ from: 'names', drift: [] })
      expect(columns(proposal)).toEqual({ email: 0 })
    })

    test('raises no alarm for files that Bulkdesk made of the last one', () => {
      const last = memory(['Mail', 'City', 'Vorname'], 'email', 0)
      const rejected = ['Mail', 'City', 'Vorname', 'bulkdesk_row', 'bulkdesk_code', 'bulkdesk_reason']
      expect(proposeMapping(target, rejected, [last])).toMatchObject({ from: 'remembered', drift: [] })
      const corrected = proposeMapping(target, ['email', 'City'], [memory(['City', 'x'], 'City', 0)])
      expect(corrected).toMatchObject({ from: 'names', drift: [] })
    })
  })

  test('never names an unknown field, a column outside the file, or one column twice', () => {
    const name = fc.oneof(
      fc.constantFrom('email', 'E-mail', 'mail', 'first_name', 'city', '', '__proto__', 'constructor'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (fieldNames, headers) => {
        const fields = Object.fromEntries(fieldNames.map((field) => [field, '{{Contact.Id}}']))
        const used = proposeMapping({ fields }, headers).mapping.fields
        const sources = used.flatMap(({ source }) => (source.from === 'column' ? [source.column] : []))
        expect(new Set(sources).size).toBe(sources.length)
        expect(sources.every((column) => column >= 0 && column < headers.length)).toBe(true)
        expect(used.every(({ field }) => Object.hasOwn(fields, field))).toBe(true)
      }),
    )
  })
})
