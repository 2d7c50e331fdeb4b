/**
 * Generated users, the same for the same seed: plausible but fictitious, and all under example.com. Their
 * numbers are valid mobile numbers, since no country reserves enough of them for fiction. Some have no mobile
 * number, some no number at all, and a few are disabled, as in every real directory.
 */
import { createHash } from 'node:crypto';
import type { NewGraphUser } from './user.ts';

const givenNames = [
  ...[
    'Aisha',
    'Ana',
    'Arjun',
    'Ben',
    'Carla',
    'Chidi',
    'Clara',
    'Daniel',
    'Elif',
    'Emma',
    'Felix',
    'Grace',
  ],
  ...[
    'Hana',
    'Ivan',
    'Jonas',
    'José',
    'Kavya',
    'Lea',
    'Liam',
    'Luca',
    'Maja',
    'Noah',
    'Nora',
    'Oscar',
  ],
  ...['Priya', 'Rania', 'Sara', 'Søren', 'Tomás', 'Yuki', 'Zoë', 'Zuzanna'],
] as const;
const surnames = [
  ...[
    'Adeyemi',
    'Andersson',
    'Bauer',
    'Bianchi',
    'Costa',
    'Dubois',
    'Evans',
    'Fischer',
    'García',
    'Hansen',
  ],
  ...[
    'Iyer',
    'Jensen',
    'Kowalska',
    'Kumar',
    'Lambert',
    'Martin',
    'Müller',
    'Novák',
    'O’Neill',
    'Okafor',
  ],
  ...[
    'Patel',
    'Rossi',
    'Santos',
    'Sato',
    'Schmidt',
    'Silva',
    'Taylor',
    'Ünal',
    'van Dijk',
    'Yılmaz',
  ],
] as const;
const departments = [
  ...[
    'Engineering',
    'Finance',
    'Human Resources',
    'Legal',
    'Marketing',
    'Operations',
    'Sales',
    'Support',
  ],
] as const;
const jobTitles = [
  'Analyst',
  'Assistant',
  'Coordinator',
  'Engineer',
  'Manager',
  'Specialist',
] as const;

/** Office locations: the prefixes of their numbers, and how many digits are free. */
const offices = [
  {
    city: 'London',
    country: 'United Kingdom',
    usage: 'GB',
    language: 'en-GB',
    phone: '+447400',
    digits: 6,
  },
  {
    city: 'Leeds',
    country: 'United Kingdom',
    usage: 'GB',
    language: 'en-GB',
    phone: '+447500',
    digits: 6,
  },
  {
    city: 'Berlin',
    country: 'Germany',
    usage: 'DE',
    language: 'de-DE',
    phone: '+49170',
    digits: 7,
  },
  { city: 'Pune', country: 'India', usage: 'IN', language: 'en-IN', phone: '+9198', digits: 8 },
] as const;

/** Has no factor in common with any power of ten, so it visits all numbers before it repeats. */
const step = 618_033_989;

export function* inventedPeople(count: number, seed: number): Generator<NewGraphUser> {
  for (let index = 0; index < count; index += 1) yield inventedPerson(index, seed);
}

function inventedPerson(index: number, seed: number): NewGraphUser {
  const hash = createHash('sha256').update(`${seed} ${index}`).digest();
  const pick = <T>(list: readonly T[], byte: number): T =>
    list[(hash[byte] ?? 0) % list.length] as T;
  const givenName = pick(givenNames, 0);
  const surname = pick(surnames, 1);
  const office = pick(offices, 2);
  const mail = `${plain(givenName)}.${plain(surname)}.${seed}.${index + 1}@example.com`;
  const mobile = phone(office, index, seed);
  return {
    id: uuid(hash),
    accountEnabled: index % 97 !== 96,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    mail,
    userPrincipalName: mail,
    mobilePhone: index % 20 === 19 ? null : mobile,
    businessPhones: index % 40 === 19 ? [mobile] : [],
    jobTitle: pick(jobTitles, 3),
    department: pick(departments, 4),
    officeLocation: `${office.city} ${((hash[5] ?? 0) % 9) + 1}`,
    employeeId: `E${seed}-${String(index + 1).padStart(6, '0')}`,
    companyName: 'Sample Organization',
    city: office.city,
    country: office.country,
    usageLocation: office.usage,
    preferredLanguage: office.language,
  };
}

function phone({ phone: prefix, digits }: (typeof offices)[number], index: number, seed: number) {
  const free = 10 ** digits;
  const walked = (BigInt(index) * BigInt(step) + BigInt(seed) * 7919n) % BigInt(free);
  const rest = String(walked).padStart(digits, '0');
  // Numbers are written in various ways, as people do.
  return index % 3 === 0 ? `${prefix} ${rest}` : `${prefix}${rest}`;
}

function plain(name: string): string {
  const letters = name.normalize('NFKD').toLowerCase().replaceAll('ø', 'o').replaceAll('ı', 'i');
  return letters.replaceAll(/[^a-z]/g, '');
}

function uuid(hash: Buffer): string {
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
