import type { DataType, Field } from './record-type.ts'

const NAMED: readonly Field[] = [
  {
    id: 100001,
    name: 'Email Address',
    internalName: 'C_EmailAddress',
    dataType: 'emailAddress',
    isNotNull: true,
    isUnique: true,
  },
  { id: 100002, name: 'First Name', internalName: 'C_FirstName', dataType: 'string' },
  { id: 100003, name: 'Last Name', internalName: 'C_LastName', dataType: 'string' },
  { id: 100004, name: 'Company', internalName: 'C_Company', dataType: 'string', updateRule: 'ifNewIsNotNull' },
  { id: 100005, name: 'Email Display Name', internalName: 'C_EmailDisplayName', dataType: 'string' },
  { id: 100006, name: 'Address 1', internalName: 'C_Address1', dataType: 'string' },
  { id: 100007, name: 'Address 2', internalName: 'C_Address2', dataType: 'string' },
  { id: 100008, name: 'Address 3', internalName: 'C_Address3', dataType: 'string' },
  { id: 100009, name: 'City', internalName: 'C_City', dataType: 'string' },
  { id: 100010, name: 'State or Province', internalName: 'C_State_Prov', dataType: 'string' },
  { id: 100011, name: 'Zip or Postal Code', internalName: 'C_Zip_Postal', dataType: 'string' },
  { id: 100012, name: 'Country', internalName: 'C_Country', dataType: 'string' },
  { id: 100013, name: 'Business Phone', internalName: 'C_BusPhone', dataType: 'string' },
  { id: 100014, name: 'Mobile Phone', internalName: 'C_MobilePhone', dataType: 'string' },
  { id: 100015, name: 'Fax', internalName: 'C_Fax', dataType: 'string' },
  { id: 100016, name: 'Title', internalName: 'C_Title', dataType: 'string' },
  { id: 100017, name: 'Salutation', internalName: 'C_Salutation', dataType: 'string' },
  {
    id: 100022,
    name: 'Salesperson',
    internalName: 'C_Salesperson',
    dataType: 'string',
    updateRule: 'ifExistingIsNull',
  },
  { id: 100023, name: 'SFDC Contact ID', internalName: 'C_SFDCContactID', dataType: 'string' },
  { id: 100024, name: 'SFDC Lead ID', internalName: 'C_SFDCLeadID', dataType: 'string' },
  {
    id: 100026,
    name: 'Date Created',
    internalName: 'C_DateCreated',
    dataType: 'date',
    isReadOnly: true,
    timestampColumn: 'created_at',
  },
  {
    id: 100027,
    name: 'Date Modified',
    internalName: 'C_DateModified',
    dataType: 'date',
    isReadOnly: true,
    timestampColumn: 'updated_at',
  },
  {
    id: 100032,
    name: 'Eloqua Contact ID',
    internalName: 'ContactIDExt',
    dataType: 'string',
    isReadOnly: true,
    sql: '$t.external_id',
  },
  { id: 100033, name: 'SFDC Account ID', internalName: 'C_SFDCAccountID', dataType: 'string' },
  {
    id: 100034,
    name: 'Last Modified by CRM System',
    internalName: 'C_LastModifiedByExtIntegrateSystem',
    dataType: 'date',
  },
  { id: 100041, name: 'Lead Source - Most Recent', internalName: 'C_Lead_Source___Most_Recent1', dataType: 'string' },
  {
    id: 100043,
    name: 'Lead Source - Original',
    internalName: 'C_Lead_Source___Original1',
    dataType: 'string',
    updateRule: 'ifExistingIsNull',
  },
  { id: 100046, name: 'Industry', internalName: 'C_Industry1', dataType: 'string' },
  { id: 100047, name: 'Annual Revenue', internalName: 'C_Annual_Revenue1', dataType: 'number' },
  { id: 100048, name: 'Lead Status', internalName: 'C_Lead_Status1', dataType: 'string' },
  { id: 100049, name: 'Job Role', internalName: 'C_Job_Role1', dataType: 'string' },
  {
    id: 100051,
    name: 'Lead Score - High Value Website Content',
    internalName: 'C_LS___High_Value_Website_Content1',
    dataType: 'string',
  },
  {
    id: 100065,
    name: 'Lead Score Date - Most Recent',
    internalName: 'C_Lead_Score_Date___Most_Recent1',
    dataType: 'date',
  },
  {
    id: 100068,
    name: 'Integrated Marketing and Sales Funnel Stage',
    internalName: 'C_Integrated_Marketing_and_Sales_Funnel_Stage',
    dataType: 'string',
  },
  {
    id: 100069,
    name: 'Product/Solution of Interest',
    internalName: 'C_Product_Solution_of_Interest1',
    dataType: 'string',
  },
  { id: 100072, name: 'Region', internalName: 'C_Region1', dataType: 'string' },
  { id: 100081, name: 'Lead Score', internalName: 'C_Lead_Score1', dataType: 'number' },
  { id: 100082, name: 'Number of Employees', internalName: 'C_Employees1', dataType: 'number' },
  { id: 100090, name: 'Birthday', internalName: 'C_Birthday1', dataType: 'date' },
  { id: 100091, name: 'Preferred Language', internalName: 'C_Language1', dataType: 'string' },
  {
    id: 100172,
    name: 'PURL Name',
    internalName: 'C_PURLName',
    dataType: 'string',
    isReadOnly: true,
    sql: 'lower($t.f100002 || $t.f100003)',
  },
  {
    id: 100188,
    name: 'Email Address Domain',
    internalName: 'C_EmailAddressDomain',
    dataType: 'string',
    isReadOnly: true,
    sql: "substr($t.f100001, instr($t.f100001, '@') + 1)",
  },
  {
    id: 100202,
    name: 'MD5 Hashed Email Address',
    internalName: 'C_MD5HashedEmailAddress',
    dataType: 'string',
    isReadOnly: true,
    sql: 'engine_md5($t.f100001)',
  },
  {
    id: 100203,
    name: 'SHA256 Hashed Email Address',
    internalName: 'C_SHA256HashedEmailAddress',
    dataType: 'string',
    isReadOnly: true,
    sql: 'engine_sha256($t.f100001)',
  },
]

/** As recorded: 150 contact fields. */
const TOTALS: Readonly<Partial<Record<DataType, number>>> = { string: 124, date: 16, number: 9 }
const TOPICS = [
  'Preference',
  'Survey Answer',
  'Source Detail',
  'Consent Note',
  'Interest',
  'Product Owned',
  'Partner Code',
]
const DATE_TOPICS = ['Last Call', 'Renewal', 'Trial Start', 'Consent Given', 'Last Demo', 'Contract End']
const NUMBER_TOPICS = ['Seats', 'Orders', 'Visits', 'Deal Size', 'Tickets']

function customField(id: number, dataType: DataType, index: number): Field {
  const topics = dataType === 'date' ? DATE_TOPICS : dataType === 'number' ? NUMBER_TOPICS : TOPICS
  const round = Math.floor(index / topics.length) + 1
  const name = `${topics[index % topics.length]} ${round}`
  return { id, name, internalName: `C_${name.replaceAll(' ', '_')}1`, dataType }
}

function customFields(): readonly Field[] {
  const fields: Field[] = []
  let id = 100210
  for (const [dataType, total] of Object.entries(TOTALS) as [DataType, number][]) {
    const missing = total - NAMED.filter((field) => field.dataType === dataType).length
    for (let index = 0; index < missing; index += 1) fields.push(customField(id++, dataType, index))
  }
  return fields
}

/** The 150 contact fields of a typical instance: 1 e-mail address, 124 strings, 16 dates, 9 numbers. */
export const CONTACT_FIELDS: readonly Field[] = [...NAMED, ...customFields()]
