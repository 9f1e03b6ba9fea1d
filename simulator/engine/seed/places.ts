/** A country of the seeded data, with what people there are called and where they live. */
export interface Place {
  readonly country: string
  readonly weight: number
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** City, state or province, postal code. */
  readonly cities: readonly (readonly [string, string, string])[]
  readonly street: (number: number) => string
  readonly phone: string
  readonly domain: string
}

export const PLACES: readonly Place[] = [
  {
    country: 'United States',
    weight: 6,
    given: ['Emma', 'James', 'Olivia', 'Liam', 'Ava', 'Noah', 'Sophia', 'Ethan', 'Grace', 'Mason'],
    family: ["O'Brien", 'Smith', 'Johnson', 'Nguyen', 'Martinez', 'Lee', 'Walker', 'Hernandez', 'Kim', 'Smith, Jr.'],
    cities: [
      ['Boston', 'Massachusetts', '02108'],
      ['Newark', 'New Jersey', '07102'],
      ['Hartford', 'Connecticut', '06103'],
      ['San Francisco', 'California', '94105'],
      ['Austin', 'Texas', '78701'],
    ],
    street: (number) => `${number} Main Street, Suite ${(number % 40) + 1}`,
    phone: '+1',
    domain: 'com',
  },
  {
    country: 'Germany',
    weight: 4,
    given: ['Jürgen', 'Anke', 'Björn', 'Käthe', 'Lukas', 'Ünal', 'Sören', 'Hannah'],
    family: ['Müller', 'Schäfer', 'Groß', 'Weiß', 'Schröder', 'Krüger', 'Köhler', 'von der Heide'],
    cities: [
      ['München', 'Bayern', '80331'],
      ['Köln', 'Nordrhein-Westfalen', '50667'],
      ['Dresden', 'Sachsen', '01067'],
      ['Düsseldorf', 'Nordrhein-Westfalen', '40213'],
    ],
    street: (number) => `Königstraße ${number}`,
    phone: '+49',
    domain: 'de',
  },
  {
    country: 'France',
    weight: 3,
    given: ['Amélie', 'François', 'Chloé', 'Benoît', 'Zoé', 'Jérôme', 'Noël'],
    family: ['Lefèvre', 'Dupré', 'Gauthier', 'Béranger', "L'Hermite", 'Garçon'],
    cities: [
      ['Paris', 'Île-de-France', '75008'],
      ['Nîmes', 'Occitanie', '30000'],
      ['Bourg-en-Bresse', 'Auvergne-Rhône-Alpes', '01000'],
    ],
    street: (number) => `${number}, rue de l’Église`,
    phone: '+33',
    domain: 'fr',
  },
  {
    country: 'Japan',
    weight: 3,
    given: ['太郎', '花子', '健一', '美咲', '翔太', '陽子'],
    family: ['佐藤', '鈴木', '高橋', '田中', '渡辺', '伊藤'],
    cities: [
      ['東京', '東京都', '100-0001'],
      ['大阪', '大阪府', '530-0001'],
      ['札幌', '北海道', '060-0001'],
    ],
    street: (number) => `千代田${(number % 9) + 1}丁目${number}番地`,
    phone: '+81',
    domain: 'jp',
  },
  {
    country: 'China',
    weight: 2,
    given: ['伟', '芳', '秀英', '娜', '敏', '静'],
    family: ['王', '李', '张', '刘', '陈', '杨'],
    cities: [
      ['上海', '上海市', '200000'],
      ['北京', '北京市', '100000'],
      ['深圳', '广东省', '518000'],
    ],
    street: (number) => `南京路${number}号`,
    phone: '+86',
    domain: 'cn',
  },
  {
    country: 'South Korea',
    weight: 1,
    given: ['민준', '서연', '지후', '하은'],
    family: ['김', '이', '박', '최'],
    cities: [['서울', '서울특별시', '04524']],
    street: (number) => `세종대로 ${number}`,
    phone: '+82',
    domain: 'kr',
  },
  {
    country: 'Brazil',
    weight: 2,
    given: ['João', 'Ana', 'Luís', 'Conceição', 'Antônio', 'Fátima'],
    family: ['da Silva', 'Gonçalves', 'Araújo', 'Magalhães', 'Conceição'],
    cities: [
      ['São Paulo', 'SP', '01310-100'],
      ['Brasília', 'DF', '70040-010'],
    ],
    street: (number) => `Avenida Paulista, ${number} – 5º andar`,
    phone: '+55',
    domain: 'com.br',
  },
  {
    country: 'Poland',
    weight: 1,
    given: ['Łukasz', 'Małgorzata', 'Paweł', 'Zofia'],
    family: ['Wiśniewski', 'Wójcik', 'Dąbrowska', 'Żółkiewski'],
    cities: [
      ['Łódź', 'łódzkie', '90-001'],
      ['Kraków', 'małopolskie', '30-001'],
    ],
    street: (number) => `ul. Piotrkowska ${number}/3`,
    phone: '+48',
    domain: 'pl',
  },
  {
    country: 'United Kingdom',
    weight: 3,
    given: ['Oliver', 'Isla', 'Siobhán', 'Rhys', 'Zoë', 'Alfie'],
    family: ['Taylor', 'MacDonald', 'Evans', 'Ó Súilleabháin', 'Smythe-Jones'],
    cities: [
      ['London', 'Greater London', 'EC1A 1BB'],
      ['Newcastle upon Tyne', 'Tyne and Wear', 'NE1 7RU'],
    ],
    street: (number) => `Flat ${(number % 12) + 1}, "The Old Mill", ${number} High Street`,
    phone: '+44',
    domain: 'co.uk',
  },
  {
    country: 'India',
    weight: 2,
    given: ['Aarav', 'Diya', 'Rohan', 'Priya', 'Vikram'],
    family: ['Sharma', 'Patel', 'Iyer', 'Krishnamurthy', 'Singh'],
    cities: [
      ['Bengaluru', 'Karnataka', '560001'],
      ['Mumbai', 'Maharashtra', '400001'],
    ],
    street: (number) => `No. ${number}, 2nd Cross, MG Road`,
    phone: '+91',
    domain: 'in',
  },
]

export const TITLES = [
  'Marketing Manager',
  'Director of Marketing',
  'Chief Executive Officer',
  'CIO',
  'CFO',
  'VP, Demand Generation',
  'Sales Operations Analyst',
  'Geschäftsführer',
  'Directrice générale',
  '部長',
  'Head of "Growth"',
  'Account Executive',
] as const

export const COMPANY_WORDS = [
  'Northwind',
  'Bluefin',
  'Altair',
  'Kestrel',
  'Lumière',
  'Großmann',
  'Sakura',
  'Andina',
  'Pinewood',
  'Solaris',
  'Ironbridge',
  'Vega',
  'Marigold',
  'Zephyr',
  'Halcyon',
  'Orchard',
  'Quantum',
  'Riverside',
  'Summit',
  'Østergaard',
] as const
export const COMPANY_ENDINGS = [
  'Ltd.',
  'GmbH & Co. KG',
  'Inc.',
  'S.A.',
  '株式会社',
  'Group',
  'Systems',
  'Labs',
  'Holdings, LLC',
] as const
export const INDUSTRIES = [
  'Software',
  'Manufacturing',
  'Healthcare',
  'Financial Services',
  'Retail & E-Commerce',
  'Education',
  'Energy',
] as const
export const PRODUCTS = [
  'Starter Plan',
  'Team Plan',
  'Enterprise Plan',
  'Onboarding, 2 days',
  'Premium Support',
  '12" Display',
  'Café Bundle',
] as const
