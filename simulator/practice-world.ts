import type { DefinitionInput } from './engine/data-engine.ts'
import { createFixedRows } from './fixed-rows.ts'
import { familyPath, KIND_PATHS } from './paths.ts'
import type { SimulatorUser } from './users.ts'
import type { World } from './world.ts'

type SeedDefinition = Pick<DefinitionInput, 'kind' | 'family' | 'parentId'> & {
  readonly id: number
  readonly properties: Record<string, unknown>
}

const DEFINITIONS: readonly SeedDefinition[] = [
  {
    kind: 'export',
    family: 'activities',
    id: 7,
    properties: {
      name: 'E-mail opens',
      fields: {
        activityId: '{{Activity.Id}}',
        type: '{{Activity.Type}}',
        date: '{{Activity.CreatedAt}}',
        contactId: '{{Activity.Contact.Id}}',
      },
      filter: "'{{Activity.Type}}' = 'EmailOpen'",
      dataRetentionDuration: 'PT12H',
    },
  },
  {
    kind: 'import',
    family: 'activities',
    id: 2900,
    properties: {
      name: 'Event registrations',
      fields: {
        activityId: '{{Activity.ExternalId}}',
        email: '{{Activity.Contact.Field(C_EmailAddress)}}',
        type: '{{Activity.Type}}',
      },
      isSyncTriggeredOnImport: false,
      dataRetentionDuration: 'P7D',
      isUpdatingMultipleMatchedRecords: false,
    },
  },
  {
    kind: 'syncAction',
    family: 'contacts',
    id: 1,
    properties: {
      name: 'Add to newsletter list',
      fields: { Id: '{{Contact.Id}}' },
      identifierFieldName: 'Id',
      isSyncTriggeredOnImport: false,
      syncActions: [{ action: 'add', destination: '{{ContactList[1]}}' }],
    },
  },
  {
    kind: 'syncAction',
    family: 'customObjects',
    parentId: 9,
    id: 6,
    properties: {
      name: 'Decision yes',
      fields: { Id: '{{CustomObject[9].ExternalId}}' },
      identifierFieldName: 'Id',
      isSyncTriggeredOnImport: false,
      syncActions: [
        {
          action: 'setStatus',
          destination: '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}',
          status: 'yes',
        },
      ],
    },
  },
  {
    kind: 'export',
    family: 'contacts',
    id: 88,
    properties: {
      name: 'Contacts for the mail house',
      fields: {
        ID: '{{Contact.Id}}',
        email: '{{Contact.Field(C_EmailAddress)}}',
        name: '{{Contact.Field(C_FirstName)}}',
      },
      areSystemTimestampsInUTC: true,
      dataRetentionDuration: 'PT12H',
    },
  },
]

/** Fills an empty simulator with definitions and past syncs. */
export function furnishPracticeWorld(world: World, users: readonly SimulatorUser[]): void {
  if (world.definitions.list().length > 0) return
  const now = world.clock.now()
  const user = users[0]?.user ?? 'API.User'
  for (const { kind, family, parentId, id, properties } of DEFINITIONS) {
    const uri = `${familyPath(family, parentId)}/${KIND_PATHS[kind]}/${id}`
    const place = { kind, family, ...(parentId === undefined ? {} : { parentId }) }
    world.definitions.save({
      ...place,
      uri,
      id,
      properties,
      createdBy: user,
      createdMs: now,
      updatedBy: user,
      updatedMs: now,
      usedMs: now,
    })
  }
  const people = [
    'Zafar Manal',
    'Joana Mendes',
    'Ana Silva',
    'Li Wei',
    'Sean Butler',
    'Nikita Robertson',
    'Mia Novak',
    'Tom Okafor',
    'Ines Costa',
    'Ravi Patel',
  ]
  const rows = people.map((name, index) => {
    const email = `${name.toLowerCase().replace(' ', '.')}@example.com`
    const id = index === 0 ? 123456789 : index === 1 ? 789456123 : 456123780 + index
    return { ID: `${id} (${email})`, email, name }
  })
  world.syncs.keepData(1444, createFixedRows(['ID', 'email', 'name'], rows))
  world.syncs.save({
    id: 1444,
    definitionUri: '/contacts/exports/88',
    kind: 'export',
    status: 'success',
    createdBy: user,
    createdMs: now,
    startedMs: now,
    endedMs: now,
  })
  world.database.prepare("INSERT OR REPLACE INTO bulk_sequences VALUES ('/syncs', 66099)").run()
}
