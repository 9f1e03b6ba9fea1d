import type { Storage } from './record-type.ts'

/** The activity types an export may ask for; `External` are the imported ones. */
export const ACTIVITY_TYPES = [
  'EmailSend',
  'EmailOpen',
  'EmailClickthrough',
  'Subscribe',
  'Unsubscribe',
  'Bounceback',
  'WebVisit',
  'PageView',
  'FormSubmit',
  'SmsSend',
  'SmsReply',
  'SmsClickthrough',
  'External',
] as const
export type ActivityType = (typeof ACTIVITY_TYPES)[number]

/** External activities an instance knows by configuration: asset type -> its activity types. */
export const EXTERNAL_ASSETS: Readonly<Record<string, readonly string[]>> = {
  Webinar: ['Registered', 'Attended', 'No Show'],
  Tradeshow: ['Registered', 'Visited Booth', 'Scanned'],
  'Direct Mail': ['Sent', 'Responded'],
  'Phone Call': ['Called', 'Left Message'],
}

export interface ActivityField {
  readonly name: string
  readonly path: string
  readonly column: string
  readonly storage: Storage
  readonly types: readonly ActivityType[]
}

const MAILED: readonly ActivityType[] = ['EmailSend', 'EmailOpen', 'EmailClickthrough']
const OPENED: readonly ActivityType[] = ['EmailOpen', 'EmailClickthrough']
const CHANGED: readonly ActivityType[] = ['Subscribe', 'Unsubscribe', 'Bounceback']
const WEB: readonly ActivityType[] = ['WebVisit', 'PageView']
const SMS: readonly ActivityType[] = ['SmsSend', 'SmsReply', 'SmsClickthrough']
const VISITED: readonly ActivityType[] = [...OPENED, ...WEB, 'FormSubmit']
const WITH_ASSET: readonly ActivityType[] = [...MAILED, ...CHANGED, 'FormSubmit', ...SMS, 'External']

/** Fields of every activity type, after the type's own sets; columns are those of the table `activities`. */
export const ACTIVITY_FIELDS: readonly ActivityField[] = [
  { name: 'ActivityId', path: 'Id', column: 'id', storage: 'id', types: ACTIVITY_TYPES },
  { name: 'ActivityType', path: 'Type', column: 'type', storage: 'text', types: ACTIVITY_TYPES },
  { name: 'ActivityDate', path: 'CreatedAt', column: 'created_at', storage: 'timestamp', types: ACTIVITY_TYPES },
  { name: 'ContactId', path: 'Contact.Id', column: 'contact_id', storage: 'id', types: ACTIVITY_TYPES },
  {
    name: 'EmailAddress',
    path: 'Field(EmailAddress)',
    column: 'email_address',
    storage: 'text',
    types: [...MAILED, ...CHANGED, 'External'],
  },
  {
    name: 'EmailRecipientId',
    path: 'Field(EmailRecipientId)',
    column: 'email_recipient_id',
    storage: 'text',
    types: [...MAILED, ...CHANGED],
  },
  { name: 'AssetType', path: 'Asset.Type', column: 'asset_type', storage: 'text', types: WITH_ASSET },
  { name: 'AssetId', path: 'Asset.Id', column: 'asset_id', storage: 'id', types: WITH_ASSET },
  { name: 'AssetName', path: 'Asset.Name', column: 'asset_name', storage: 'text', types: WITH_ASSET },
  { name: 'SubjectLine', path: 'Field(SubjectLine)', column: 'subject_line', storage: 'text', types: MAILED },
  { name: 'EmailWebLink', path: 'Field(EmailWebLink)', column: 'email_web_link', storage: 'text', types: MAILED },
  {
    name: 'EmailClickedThruLink',
    path: 'Field(EmailClickedThruLink)',
    column: 'email_clicked_link',
    storage: 'text',
    types: ['EmailClickthrough'],
  },
  { name: 'IpAddress', path: 'Field(IpAddress)', column: 'ip_address', storage: 'text', types: [...OPENED, ...WEB] },
  { name: 'VisitorId', path: 'Visitor.Id', column: 'visitor_id', storage: 'id', types: VISITED },
  {
    name: 'VisitorExternalId',
    path: 'Visitor.ExternalId',
    column: 'visitor_external_id',
    storage: 'text',
    types: VISITED,
  },
  { name: 'CampaignId', path: 'Campaign.Id', column: 'campaign_id', storage: 'id', types: ACTIVITY_TYPES },
  { name: 'ExternalId', path: 'ExternalId', column: 'external_id', storage: 'text', types: ACTIVITY_TYPES },
  {
    name: 'EmailDeploymentId',
    path: 'Field(EmailDeploymentId)',
    column: 'email_deployment_id',
    storage: 'text',
    types: [...MAILED, 'Bounceback'],
  },
  { name: 'EmailSendType', path: 'Field(EmailSendType)', column: 'email_send_type', storage: 'text', types: MAILED },
  {
    name: 'SmtpErrorCode',
    path: 'Field(SmtpErrorCode)',
    column: 'smtp_error_code',
    storage: 'text',
    types: ['Bounceback'],
  },
  {
    name: 'SmtpStatusCode',
    path: 'Field(SmtpStatusCode)',
    column: 'smtp_status_code',
    storage: 'text',
    types: ['Bounceback'],
  },
  { name: 'SmtpMessage', path: 'Field(SmtpMessage)', column: 'smtp_message', storage: 'text', types: ['Bounceback'] },
  { name: 'ReferrerUrl', path: 'Field(ReferrerUrl)', column: 'referrer_url', storage: 'text', types: WEB },
  {
    name: 'NumberOfPages',
    path: 'Field(NumberOfPages)',
    column: 'number_of_pages',
    storage: 'text',
    types: ['WebVisit'],
  },
  {
    name: 'FirstPageViewUrl',
    path: 'Field(FirstPageViewUrl)',
    column: 'first_page_view_url',
    storage: 'text',
    types: ['WebVisit'],
  },
  { name: 'Duration', path: 'Field(Duration)', column: 'duration', storage: 'text', types: ['WebVisit'] },
  { name: 'WebVisitId', path: 'Field(WebVisitId)', column: 'web_visit_id', storage: 'text', types: ['PageView'] },
  { name: 'Url', path: 'Field(Url)', column: 'url', storage: 'text', types: ['PageView'] },
  {
    name: 'IsWebTrackingOptedIn',
    path: 'Field(IsWebTrackingOptedIn)',
    column: 'is_web_tracking_opted_in',
    storage: 'text',
    types: ['PageView'],
  },
  { name: 'RawData', path: 'Field(RawData)', column: 'raw_data', storage: 'text', types: ['FormSubmit'] },
  { name: 'PhoneNumber', path: 'Field(PhoneNumber)', column: 'phone_number', storage: 'text', types: SMS },
  { name: 'MessageText', path: 'Field(MessageText)', column: 'message_text', storage: 'text', types: SMS },
]
