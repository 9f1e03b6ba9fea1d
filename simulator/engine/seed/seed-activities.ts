import { type ActivityType, EXTERNAL_ASSETS } from '../records/activity-fields.ts'
import { CAMPAIGN_COUNT } from '../records/marketing-assets.ts'
import type { Columns } from './people.ts'
import type { Random } from './random.ts'

/** Seeded activities per contact, on average; very large instances get no more than the maximum. */
export const ACTIVITIES_PER_CONTACT = 12
export const MAX_SEEDED_ACTIVITIES = 240_000

const WEIGHTS: Readonly<Record<ActivityType, number>> = {
  EmailSend: 40,
  EmailOpen: 18,
  EmailClickthrough: 7,
  Subscribe: 1,
  Unsubscribe: 1,
  Bounceback: 2,
  WebVisit: 8,
  PageView: 14,
  FormSubmit: 5,
  SmsSend: 2,
  SmsReply: 1,
  SmsClickthrough: 1,
  External: 1,
}
const TYPES = (Object.entries(WEIGHTS) as [ActivityType, number][]).flatMap(([type, weight]) =>
  Array.from({ length: weight }, () => type),
)
const SUBJECTS = [
  'Your invitation: Spring Webinar',
  'Neue Funktionen für Sie',
  'Last chance, 20% off',
  '「春の新製品」のご案内',
  'Re: your "free" trial',
]
const PAGES = ['/', '/pricing', '/products/team-plan', '/blog/2026/spring?utm_source=email&utm_medium=link', '/kontakt']

interface Person {
  readonly id: number
  readonly email: string
}

function mailed(random: Random, person: Person, type: ActivityType): Columns {
  const email = random.between(1, 40)
  return {
    asset_type: 'Email',
    asset_id: 700 + email,
    asset_name: `Newsletter ${email}`,
    email_address: person.email,
    email_recipient_id: recipientId(random),
    subject_line: random.pick(SUBJECTS),
    email_web_link: `https://mail.example.com/view/${email}/${person.id}`,
    email_deployment_id: String(900 + email),
    email_send_type: 'Campaign',
    ...(type === 'EmailClickthrough' ? { email_clicked_link: `https://www.example.com${random.pick(PAGES)}` } : {}),
    ...(type === 'EmailSend' ? {} : visitor(random, person)),
  }
}

function recipientId(random: Random): string {
  const hex = (length: number): string =>
    Math.floor(random.next() * 16 ** length)
      .toString(16)
      .padStart(length, '0')
  return `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`
}

function visitor(random: Random, person: Person): Columns {
  return {
    ip_address: `203.0.113.${random.between(1, 254)}`,
    visitor_id: 50_000 + person.id,
    visitor_external_id: `VISIT${String(50_000 + person.id).padStart(12, '0')}`,
  }
}

function subscription(random: Random, person: Person, type: ActivityType): Columns {
  const group = random.between(1, 3)
  return {
    asset_type: type === 'Bounceback' ? 'Email' : 'EmailGroup',
    asset_id: group,
    asset_name: ['Newsletter', 'Product News', 'Events & Webinars'][group - 1] ?? '',
    email_address: person.email,
    email_recipient_id: recipientId(random),
    ...(type === 'Bounceback'
      ? {
          email_deployment_id: String(900 + random.between(1, 40)),
          smtp_error_code: '550',
          smtp_status_code: '5.1.1',
          smtp_message: 'smtp; 550 5.1.1 User unknown, "mailbox not found"',
        }
      : {}),
  }
}

function web(random: Random, person: Person, type: ActivityType): Columns {
  const page = `https://www.example.com${random.pick(PAGES)}`
  const shared = { ...visitor(random, person), referrer_url: random.chance(0.5) ? 'https://www.google.com/' : '' }
  if (type === 'PageView') {
    return { ...shared, url: page, web_visit_id: String(random.between(1, 99_999)), is_web_tracking_opted_in: 'True' }
  }
  const pages = random.between(1, 9)
  return { ...shared, number_of_pages: String(pages), first_page_view_url: page, duration: `00:0${pages}:12.0000000` }
}

function other(random: Random, person: Person, type: ActivityType): Columns {
  if (type === 'FormSubmit') {
    const form = random.between(1, 6)
    const raw = `elqFormName=contact-us-${form}&emailAddress=${encodeURIComponent(person.email)}&comments=Bitte+anrufen`
    return {
      ...visitor(random, person),
      asset_type: 'Form',
      asset_id: form,
      asset_name: `Contact Us ${form}`,
      raw_data: raw,
    }
  }
  if (type === 'External') {
    const assetType = random.pick(Object.keys(EXTERNAL_ASSETS))
    const externalType = random.pick(EXTERNAL_ASSETS[assetType] ?? [])
    return {
      asset_type: assetType,
      asset_id: random.between(1, 4),
      asset_name: `${assetType} 2026`,
      external_type: externalType,
      email_address: person.email,
    }
  }
  return {
    asset_type: 'Sms',
    asset_id: random.between(1, 5),
    asset_name: 'Reminder',
    phone_number: `+1555${random.between(1_000_000, 9_999_999)}`,
    message_text: type === 'SmsReply' ? 'STOP' : 'Your webinar starts in one hour.',
  }
}

function details(random: Random, person: Person, type: ActivityType): Columns {
  if (type === 'EmailSend' || type === 'EmailOpen' || type === 'EmailClickthrough') return mailed(random, person, type)
  if (type === 'Subscribe' || type === 'Unsubscribe' || type === 'Bounceback') return subscription(random, person, type)
  return type === 'WebVisit' || type === 'PageView' ? web(random, person, type) : other(random, person, type)
}

/** One activity of a contact, in the year before `until`. */
export function seedActivity(random: Random, person: Person, id: number, until: number): Columns {
  const type = random.pick(TYPES)
  return {
    id,
    type,
    created_at: until - random.between(0, 365 * 86_400_000),
    contact_id: person.id,
    campaign_id: random.chance(0.7) ? random.between(1, CAMPAIGN_COUNT) : null,
    external_id: `MA${String(id).padStart(12, '0')}`,
    ...details(random, person, type),
  }
}
