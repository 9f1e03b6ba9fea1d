import { MARIA, ME, type PracticeDefinition } from './practice-definition.ts'

export const PRACTICE_SYNC_ACTIONS: readonly PracticeDefinition[] = [
  {
    kind: 'syncAction',
    family: 'contacts',
    id: 1,
    by: ME,
    daysAgo: 200,
    body: {
      name: 'Add to Newsletter Subscribers',
      fields: { Id: '{{Contact.Id}}' },
      identifierFieldName: 'Id',
      syncActions: [{ action: 'add', destination: '{{ContactList[1]}}' }],
    },
  },
  {
    kind: 'syncAction',
    family: 'contacts',
    id: 2,
    by: MARIA,
    daysAgo: 90,
    body: {
      name: 'Unsubscribe from Product News',
      fields: { email: '{{Contact.Field(C_EmailAddress)}}' },
      identifierFieldName: 'email',
      syncActions: [{ action: 'setStatus', destination: '{{EmailGroup[2]}}', status: 'unsubscribed' }],
    },
  },
  {
    kind: 'syncAction',
    family: 'contacts',
    id: 3,
    by: MARIA,
    daysAgo: 30,
    body: {
      name: 'Remove from Do Not Call, at once',
      fields: { email: '{{Contact.Field(C_EmailAddress)}}' },
      identifierFieldName: 'email',
      isSyncTriggeredOnImport: true,
      syncActions: [{ action: 'remove', destination: '{{ContactList[12]}}' }],
    },
  },
  {
    kind: 'syncAction',
    family: 'customObjects',
    parentId: 9,
    id: 6,
    by: ME,
    daysAgo: 100,
    body: {
      name: 'Purchases: decision is yes',
      fields: { Id: '{{CustomObject[9].ExternalId}}' },
      identifierFieldName: 'Id',
      syncActions: [
        {
          action: 'setStatus',
          destination: '{{DecisionInstance(da6ed61da73441dba1349582a4fa8a2c).Execution[12345]}}',
          status: 'yes',
        },
      ],
    },
  },
]
