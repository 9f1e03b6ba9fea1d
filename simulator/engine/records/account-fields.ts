import type { Field } from './record-type.ts'

/** Account fields, the standard ones under their usual ids. */
export const ACCOUNT_FIELDS: readonly Field[] = [
  {
    id: 100085,
    name: 'Company Name',
    internalName: 'M_CompanyName',
    dataType: 'string',
    isNotNull: true,
  },
  { id: 100086, name: 'City', internalName: 'M_City', dataType: 'string' },
  { id: 100087, name: 'State or Province', internalName: 'M_State_Prov', dataType: 'string' },
  { id: 100088, name: 'Country', internalName: 'M_Country', dataType: 'string' },
  { id: 100092, name: 'Address 1', internalName: 'M_Address1', dataType: 'string' },
  { id: 100093, name: 'Address 2', internalName: 'M_Address2', dataType: 'string' },
  { id: 100094, name: 'Zip or Postal Code', internalName: 'M_Zip_Postal', dataType: 'string' },
  { id: 100095, name: 'Business Phone', internalName: 'M_BusPhone', dataType: 'string' },
  { id: 100096, name: 'Industry', internalName: 'M_Industry1', dataType: 'string' },
  { id: 100097, name: 'Employees', internalName: 'M_Employees1', dataType: 'number' },
  { id: 100098, name: 'Annual Revenue', internalName: 'M_Annual_Revenue1', dataType: 'number' },
  { id: 100099, name: 'Website', internalName: 'M_Website1', dataType: 'string' },
  { id: 100100, name: 'Customer Since', internalName: 'M_Customer_Since1', dataType: 'date' },
  { id: 100101, name: 'SFDC Account ID', internalName: 'M_SFDCAccountID', dataType: 'string' },
  {
    id: 100102,
    name: 'Date Created',
    internalName: 'M_DateCreated',
    dataType: 'date',
    isReadOnly: true,
    timestampColumn: 'created_at',
  },
  {
    id: 100103,
    name: 'Date Modified',
    internalName: 'M_DateModified',
    dataType: 'date',
    isReadOnly: true,
    timestampColumn: 'updated_at',
  },
  {
    id: 100104,
    name: 'Eloqua Company ID',
    internalName: 'CompanyIDExt',
    dataType: 'string',
    isReadOnly: true,
    sql: '$t.external_id',
  },
]

/** CRM users an account import may link to (`linkUsers`), under `Account.User`. */
export const ACCOUNT_USER_FIELDS = ['CRMOSCUserId', 'CRMSfdcUserId', 'CRMMSDUserId', 'CRMSODUserId'] as const
