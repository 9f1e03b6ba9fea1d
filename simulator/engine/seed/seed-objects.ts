import { CAMPAIGN_COUNT } from '../records/marketing-assets.ts'
import { OPPORTUNITY_STAGES } from '../records/sales-fields.ts'
import { type Columns, dateText } from './people.ts'
import { PRODUCTS } from './places.ts'
import type { Random } from './random.ts'

const DAY_MS = 86_400_000

interface Person {
  readonly id: number
  readonly email: string
  readonly name: string
}

function stamps(random: Random, until: number): { created_at: number; updated_at: number } {
  const createdAt = until - random.between(1, 500) * DAY_MS + random.between(0, DAY_MS - 1)
  return { created_at: createdAt, updated_at: Math.min(until, createdAt + random.between(0, 60) * DAY_MS) }
}

/** A record of the custom object Purchases. */
export function seedPurchase(random: Random, person: Person, id: number, until: number): Columns {
  const times = stamps(random, until)
  return {
    id,
    f51: random.pick(PRODUCTS),
    f52: person.email,
    f53: `PO-${String(id).padStart(7, '0')}`,
    f54: String(random.between(1, 12)),
    f55: (random.between(500, 250_000) / 100).toFixed(2).replace(/\.?0+$/, ''),
    f56: random.pick(['EUR', 'USD', 'JPY', 'GBP']),
    f57: dateText(times.created_at),
    f58: random.chance(0.3) ? 'True' : 'False',
    f59: random.chance(0.1) ? 'Customer asked for:\n"two, maybe three" units; lieferbar ab März' : '',
    contact_id: person.id,
    ...times,
  }
}

/** A record of the custom object Webinar Registrations. */
export function seedRegistration(random: Random, person: Person, id: number, until: number): Columns {
  const times = stamps(random, until)
  const attended = random.chance(0.6)
  return {
    id,
    f71: random.pick(['Getting started', 'What’s new in spring', 'データ連携 入門', 'Q&A: deliverability']),
    f72: person.email,
    f73: `WR${String(id).padStart(6, '0')}`,
    f74: dateText(times.created_at),
    f75: attended ? 'True' : 'False',
    f76: attended ? String(random.between(3, 60)) : '',
    f77: random.chance(0.2) ? 'Will there be a recording?' : '',
    contact_id: person.id,
    ...times,
  }
}

/** A record of the event User Conference. */
export function seedAttendee(random: Random, person: Person, id: number, until: number): Columns {
  const times = stamps(random, until)
  return {
    id,
    f301: person.name,
    f302: person.email,
    f303: `T${String(id).padStart(6, '0')}`,
    f304: random.pick(['Full pass', 'Day pass', 'Speaker']),
    f305: dateText(times.created_at),
    f306: random.chance(0.5) ? 'True' : 'False',
    contact_id: person.id,
    ...times,
  }
}

/** An opportunity of one of the known stages. */
export function seedOpportunity(random: Random, person: Person, id: number, until: number): Columns {
  const times = stamps(random, until)
  return {
    id,
    opportunity_id: `OPP-${String(id).padStart(5, '0')}`,
    f401: `${random.pick(PRODUCTS)} for ${person.name}`,
    f402: random.pick(OPPORTUNITY_STAGES),
    f403: String(random.between(10, 900) * 100),
    f404: dateText(until + random.between(-90, 180) * DAY_MS),
    f406: 'EUR',
    contact_id: person.id,
    ...times,
  }
}

/** A campaign, which activities and responses name by id. */
export function seedCampaign(random: Random, id: number, until: number): Columns {
  const times = stamps(random, until)
  return {
    id,
    f501: `${random.pick(['Spring', 'Summer', 'Herbst', 'Winter'])} ${random.pick(['Launch', 'Nurture', 'Win-back'])} ${id}`,
    f502: `701A${String(id).padStart(8, '0')}`,
    f503: random.pick(['Email', 'Webinar', 'Tradeshow']),
    f504: dateText(times.created_at),
    f505: String(random.between(10, 500) * 100),
    ...times,
  }
}

/** A contact's response to a campaign. */
export function seedResponse(random: Random, person: Person, id: number, until: number): Columns {
  const times = stamps(random, until)
  return {
    id,
    f601: random.pick(['Sent', 'Responded', 'Registered', 'Attended']),
    f602: '',
    f603: dateText(times.created_at),
    contact_id: person.id,
    campaign_id: random.between(1, CAMPAIGN_COUNT),
    ...times,
  }
}
