/**
 * The sample people of local mode. They are fictitious: all are named Sample, ids are recognisably made up.
 * Local mode makes the tenant admins among them TENANT_ADMINS, so that the page works without configuration.
 */

export const sampleTenants = {
  main: { id: '00000000-0000-4000-8000-0000000000a1', name: 'Sample Organization' },
  other: { id: '00000000-0000-4000-8000-0000000000b2', name: 'Another Sample Organization' },
} as const;

type SampleRole =
  | 'tenant admin'
  | 'organization admin'
  | 'group owner'
  | 'member'
  | 'guest'
  | 'admin of another tenant';

export interface SamplePerson {
  /** short stable name, used in addresses of the page and in tests */
  readonly key: string;
  readonly name: string;
  readonly role: SampleRole;
  /** the Entra object id */
  readonly aadObjectId: string;
  readonly tenantId: string;
  /** the id that Teams gives the bot: `29:…` */
  readonly userId: string;
  readonly email: string;
  /** the sign-in name where it isn't the email: that of a guest's account is derived from it */
  readonly userPrincipalName?: string;
  /** BCP 47, as Teams sends it. */
  readonly locale: string;
  /** IANA name, sent as `localTimezone`. */
  readonly timeZone: string;
}

const inMain = { tenantId: sampleTenants.main.id, locale: 'en-US', timeZone: 'Europe/Berlin' };
const inOther = { tenantId: sampleTenants.other.id, locale: 'en-GB', timeZone: 'Asia/Kolkata' };

export const samplePeople: readonly SamplePerson[] = [
  {
    ...inMain,
    key: 'tara',
    name: 'Tara Sample',
    role: 'tenant admin',
    aadObjectId: '00000000-0000-4000-8000-000000000001',
    userId: '29:1-sample-tara',
    email: 'tara@sample.example',
  },
  {
    ...inMain,
    key: 'omar',
    name: 'Omar Sample',
    role: 'organization admin',
    aadObjectId: '00000000-0000-4000-8000-000000000002',
    userId: '29:1-sample-omar',
    email: 'omar@sample.example',
  },
  {
    ...inMain,
    key: 'gita',
    name: 'Gita Sample',
    role: 'group owner',
    aadObjectId: '00000000-0000-4000-8000-000000000003',
    userId: '29:1-sample-gita',
    email: 'gita@sample.example',
  },
  {
    ...inMain,
    key: 'mika',
    name: 'Mika Sample',
    role: 'member',
    aadObjectId: '00000000-0000-4000-8000-000000000004',
    userId: '29:1-sample-mika',
    email: 'mika@sample.example',
  },
  {
    ...inOther,
    key: 'uma',
    name: 'Uma Sample',
    role: 'admin of another tenant',
    aadObjectId: '00000000-0000-4000-8000-000000000005',
    userId: '29:1-sample-uma',
    email: 'uma@another-sample.example',
  },
  {
    ...inMain,
    key: 'leo',
    name: 'Leo Sample',
    role: 'guest',
    aadObjectId: '00000000-0000-4000-8000-000000000006',
    userId: '29:1-sample-leo',
    email: 'leo@partner.example',
    userPrincipalName: 'leo_partner.example#EXT#@sample.example',
  },
  // No account in the main organization: a person of another one in the shared group chat.
  {
    ...inOther,
    key: 'noor',
    name: 'Noor Sample',
    role: 'guest',
    aadObjectId: '00000000-0000-4000-8000-000000000007',
    userId: '29:1-sample-noor',
    email: 'noor@another-sample.example',
  },
];

/** The bot's identity in Teams. */
export const sampleBot = { id: '28:local-rollcall', name: 'Rollcall' } as const;
