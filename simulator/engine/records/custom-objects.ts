import type { Field } from './record-type.ts'

/** A custom object, or an event, which Eloqua builds alike. */
export interface CustomObject {
  readonly id: number
  readonly name: string
  readonly fields: readonly Field[]
  /** Ids of the fields that name the record, hold its e-mail address, and identify it. */
  readonly displayNameField: number
  readonly emailAddressField: number
  readonly uniqueField: number
  /** Rows follow from their index and are not stored: it can be exported, not written. */
  readonly isDerived?: boolean
}

const PURCHASES: CustomObject = {
  id: 9,
  name: 'Purchases',
  displayNameField: 51,
  emailAddressField: 52,
  uniqueField: 53,
  fields: [
    { id: 51, name: 'Product', internalName: 'Product1', dataType: 'string' },
    { id: 52, name: 'Email Address', internalName: 'Email_Address1', dataType: 'string' },
    { id: 53, name: 'Order Number', internalName: 'Order_Number1', dataType: 'string', isUnique: true },
    { id: 54, name: 'Quantity', internalName: 'Quantity1', dataType: 'number', defaultValue: '1' },
    { id: 55, name: 'Amount', internalName: 'Amount1', dataType: 'number' },
    { id: 56, name: 'Currency', internalName: 'Currency1', dataType: 'string', updateRule: 'ifExistingIsNull' },
    { id: 57, name: 'Purchased On', internalName: 'Purchased_On1', dataType: 'date' },
    { id: 58, name: 'Is Renewal', internalName: 'Is_Renewal1', dataType: 'boolean' },
    { id: 59, name: 'Comment', internalName: 'Comment1', dataType: 'string', isLargeText: true },
  ],
}

const WEBINAR_REGISTRATIONS: CustomObject = {
  id: 12,
  name: 'Webinar Registrations',
  displayNameField: 71,
  emailAddressField: 72,
  uniqueField: 73,
  fields: [
    { id: 71, name: 'Webinar', internalName: 'Webinar1', dataType: 'string' },
    { id: 72, name: 'Email Address', internalName: 'Email_Address2', dataType: 'string' },
    { id: 73, name: 'Registration Code', internalName: 'Registration_Code1', dataType: 'string', isUnique: true },
    { id: 74, name: 'Registered On', internalName: 'Registered_On1', dataType: 'date' },
    { id: 75, name: 'Attended', internalName: 'Attended1', dataType: 'boolean' },
    { id: 76, name: 'Minutes Watched', internalName: 'Minutes_Watched1', dataType: 'number' },
    { id: 77, name: 'Question Asked', internalName: 'Question_Asked1', dataType: 'string', isLargeText: true },
  ],
}

export const LOYALTY_TRANSACTIONS: CustomObject = {
  id: 20,
  name: 'Loyalty Transactions',
  displayNameField: 201,
  emailAddressField: 202,
  uniqueField: 203,
  isDerived: true,
  fields: [
    { id: 201, name: 'Member Name', internalName: 'Member_Name1', dataType: 'string' },
    { id: 202, name: 'Email Address', internalName: 'Email_Address3', dataType: 'string' },
    { id: 203, name: 'Transaction Number', internalName: 'Transaction_Number1', dataType: 'string', isUnique: true },
    { id: 204, name: 'Store', internalName: 'Store1', dataType: 'string' },
    { id: 205, name: 'City', internalName: 'City1', dataType: 'string' },
    { id: 206, name: 'Country', internalName: 'Country1', dataType: 'string' },
    { id: 207, name: 'Product', internalName: 'Product2', dataType: 'string' },
    { id: 208, name: 'Quantity', internalName: 'Quantity2', dataType: 'number' },
    { id: 209, name: 'Amount', internalName: 'Amount2', dataType: 'number' },
    { id: 210, name: 'Points', internalName: 'Points1', dataType: 'number' },
    { id: 211, name: 'Channel', internalName: 'Channel1', dataType: 'string' },
    { id: 212, name: 'Is Returned', internalName: 'Is_Returned1', dataType: 'boolean' },
  ],
}

const USER_CONFERENCE: CustomObject = {
  id: 3,
  name: 'User Conference',
  displayNameField: 301,
  emailAddressField: 302,
  uniqueField: 303,
  fields: [
    { id: 301, name: 'Attendee Name', internalName: 'Attendee_Name1', dataType: 'string' },
    { id: 302, name: 'Email Address', internalName: 'Email_Address4', dataType: 'string' },
    { id: 303, name: 'Ticket Number', internalName: 'Ticket_Number1', dataType: 'string', isUnique: true },
    { id: 304, name: 'Ticket Type', internalName: 'Ticket_Type1', dataType: 'string' },
    { id: 305, name: 'Registered On', internalName: 'Registered_On2', dataType: 'date' },
    { id: 306, name: 'Checked In', internalName: 'Checked_In1', dataType: 'boolean' },
  ],
}

/** Custom objects whose records are stored, and the one whose records are derived. */
export const CUSTOM_OBJECTS: readonly CustomObject[] = [PURCHASES, WEBINAR_REGISTRATIONS, LOYALTY_TRANSACTIONS]
export const EVENTS: readonly CustomObject[] = [USER_CONFERENCE]
