import { COMPANY_ENDINGS, COMPANY_WORDS, INDUSTRIES, PLACES, type Place, TITLES } from './places.ts'
import type { Random } from './random.ts'

/** Column values of one seeded record, keyed by column. */
export type Columns = Record<string, string | number | null>

const DAY_MS = 86_400_000

/** How the seed writes a moment into a date field. */
export function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

function slug(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll('ß', 'ss')
    .replaceAll('Ł', 'L')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
}

const WEIGHTED: readonly Place[] = PLACES.flatMap((place) => Array.from({ length: place.weight }, () => place))

/** A company; the first ones take each word once, so names stay believable and unique. */
export function seedAccount(random: Random, index: number, until: number): Columns {
  const place = random.pick(WEIGHTED)
  const [city, state, zip] = random.pick(place.cities)
  const word = COMPANY_WORDS[index % COMPANY_WORDS.length]
  const round = Math.floor(index / COMPANY_WORDS.length)
  const createdAt = until - random.between(200, 1200) * DAY_MS
  return {
    f100085: `${word}${round > 0 ? ` ${round + 1}` : ''} ${random.pick(COMPANY_ENDINGS)}`,
    f100086: city,
    f100087: state,
    f100088: place.country,
    f100092: place.street(random.between(1, 240)),
    f100094: zip,
    f100095: `${place.phone} ${random.between(100, 999)} ${random.between(1_000_000, 9_999_999)}`,
    f100096: random.pick(INDUSTRIES),
    f100097: String(random.between(5, 20_000)),
    f100098: String(random.between(100, 900_000) * 1_000),
    f100099: `https://www.${slug(word ?? '')}${round + 1}.example`,
    f100100: dateText(createdAt - (createdAt % DAY_MS)),
    created_at: createdAt,
    updated_at: createdAt + random.between(0, 190) * DAY_MS,
  }
}

function address(random: Random, place: Place): string {
  const street = place.street(random.between(1, 240))
  if (random.chance(0.04)) return `${street}\nBuilding ${random.between(1, 9)}, Dock "B"`
  return random.chance(0.02) ? `${street}\r\nc/o Reception` : street
}

/** A contact with international names, leading-zero postal codes, and now and then commas, quotes and line breaks. */
export function seedContact(random: Random, index: number, accounts: number, until: number): Columns {
  const place = random.pick(WEIGHTED)
  const [city, state, zip] = random.pick(place.cities)
  const given = random.pick(place.given)
  const family = random.pick(place.family)
  const accountId = accounts > 0 && random.chance(0.9) ? random.between(1, accounts) : null
  const createdAt = until - random.between(1, 1000) * DAY_MS + random.between(0, DAY_MS - 1)
  const local = [slug(given), slug(family)].filter(Boolean).join('.') || 'contact'
  return {
    f100001: `${local}${index + 1}@${slug(COMPANY_WORDS[((accountId ?? index + 1) - 1) % COMPANY_WORDS.length] ?? '')}.example.${place.domain}`,
    f100002: given,
    f100003: family,
    f100006: address(random, place),
    f100007: random.chance(0.15) ? `Floor ${random.between(1, 30)}` : '',
    f100009: city,
    f100010: state,
    f100011: zip,
    f100012: place.country,
    f100013: `${place.phone} ${random.between(100, 999)} ${random.between(1_000_000, 9_999_999)}`,
    f100014: random.chance(0.5) ? `${place.phone} 1${random.between(10_000_000, 99_999_999)}` : '',
    f100016: random.pick(TITLES),
    f100017: random.chance(0.3) ? random.pick(['Ms.', 'Mr.', 'Dr.', 'Mx.']) : '',
    f100022: random.chance(0.5) ? random.pick(['Dana Fox', 'Miguel Ángel Ortiz', '山本 さくら']) : '',
    f100046: random.pick(INDUSTRIES),
    f100047: random.chance(0.6) ? String(random.between(1, 900) * 10_000) : '',
    f100081: String(random.between(0, 100)),
    f100082: random.chance(0.7) ? String(random.between(1, 5_000)) : '',
    f100090: random.chance(0.4)
      ? dateText(Date.UTC(random.between(1955, 2004), random.between(0, 11), random.between(1, 28)))
      : '',
    is_subscribed: random.chance(0.88) ? 1 : 0,
    is_bounced: random.chance(0.03) ? 1 : 0,
    email_format: random.chance(0.9) ? 'Html' : 'Text',
    account_id: accountId,
    created_at: createdAt,
    updated_at: Math.min(until, createdAt + random.between(0, 300) * DAY_MS),
  }
}
