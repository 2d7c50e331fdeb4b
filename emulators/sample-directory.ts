/** The sample people in Microsoft Entra: the same ids and emails as in local Teams, with plausible fields. */
import type { LocalGraph } from './graph/local-graph.ts';
import type { NewGraphUser } from './graph/user.ts';
import { samplePeople, sampleTenants } from './teams/people.ts';
import type { SamplePerson } from './teams/people.ts';

/** Numbers that North America reserves for fiction; none of them is in the sample files. */
const phones: Readonly<Record<string, string>> = {
  tara: '+1 202 555 0101',
  omar: '+1 202 555 0192',
  gita: '+1 202 555 0103',
  mika: '+1 202 555 0104',
  uma: '+1 202 555 0105',
  leo: '+1 202 555 0106',
  noor: '+1 202 555 0107',
};

const jobs: Readonly<Record<SamplePerson['role'], { jobTitle: string; department: string }>> = {
  'tenant admin': { jobTitle: 'IT Administrator', department: 'IT' },
  'organization admin': { jobTitle: 'Office Manager', department: 'Operations' },
  'group owner': { jobTitle: 'Team Lead', department: 'Sales' },
  member: { jobTitle: 'Account Manager', department: 'Sales' },
  guest: { jobTitle: 'Consultant', department: 'Partners' },
  'admin of another tenant': { jobTitle: 'IT Administrator', department: 'IT' },
};

/** Puts each sample person into their tenant's directory, once: later changes and removals there stay. */
export function putSamplePeople({ users }: LocalGraph): void {
  for (const person of samplePeople) {
    if (users.knows(person.tenantId, person.aadObjectId)) continue;
    users.put(person.tenantId, userOf(person));
  }
}

function userOf(person: SamplePerson): NewGraphUser {
  const tenant = Object.values(sampleTenants).find(({ id }) => id === person.tenantId);
  const [givenName = person.name] = person.name.split(' ');
  // A guest's account belongs to another organization.
  const isGuest = person.userPrincipalName?.includes('#EXT#') === true;
  return {
    id: person.aadObjectId,
    userType: isGuest ? 'Guest' : 'Member',
    displayName: person.name,
    givenName,
    surname: 'Sample',
    mail: person.email,
    userPrincipalName: person.userPrincipalName ?? person.email,
    mobilePhone: phones[person.key] ?? null,
    ...jobs[person.role],
    employeeId: isGuest ? null : `SAMPLE-${person.key.toUpperCase()}`,
    companyName: isGuest ? 'Sample Partner' : (tenant?.name ?? null),
    officeLocation: isGuest ? null : 'Washington 1',
    city: 'Washington',
    country: 'United States',
    usageLocation: 'US',
    preferredLanguage: person.locale,
  };
}
