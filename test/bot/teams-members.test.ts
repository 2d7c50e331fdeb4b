import type { TurnContext } from 'botbuilder';
import { describe, expect, it } from '@jest/globals';
import { createTeamsMembers } from '../../src/bot/teams-members.ts';

const tenant = '00000000-0000-4000-8000-0000000000a1';
const other = '00000000-0000-4000-8000-0000000000b2';
const own = {
  aadObjectId: '00000000-0000-4000-8000-000000000004',
  name: 'Mika Sample',
  email: 'mika@sample.example',
  userPrincipalName: 'mika@sample.example',
  tenantId: tenant,
  userRole: 'user',
};

/** The result for an account that Teams describes like this. */
async function told(account: object) {
  const connector = {
    conversations: { getConversationMember: () => Promise.resolve(account) },
  };
  const context = {
    activity: { conversation: { id: 'a:1' } },
    adapter: { createConnectorClient: () => connector },
  };
  const members = createTeamsMembers({
    resume: (_reference, work) => work(context as unknown as TurnContext),
  });
  return members.account({ tenant, person: own.aadObjectId, reference: '{}' });
}

describe('an account as Teams tells of it', () => {
  it('is the organization’s own with its tenant, the role of a user and a sign-in name of its own', async () => {
    expect(await told(own)).toMatchObject({ isEmployee: true, fields: { email: own.email } });
    expect(await told({ ...own, userRole: undefined })).toMatchObject({ isEmployee: true });
    expect(await told({ ...own, tenantId: tenant.toUpperCase() })).toMatchObject({
      isEmployee: true,
    });
  });

  it.each([
    ['whose tenant is another', { tenantId: other }],
    ['whose tenant isn’t told', { tenantId: undefined }],
    ['with the role of a guest', { userRole: 'guest' }],
    ['with the role of somebody anonymous', { userRole: 'anonymous' }],
    ['made for somebody from outside', { userPrincipalName: 'mika_a.example#EXT#@sample.example' }],
    ['made so, in small letters', { userPrincipalName: 'mika_a.example#ext#@sample.example' }],
  ])(
    '%s is a guest’s: nobody becomes an employee, or gets a record, by it',
    async (_what, parts) => {
      expect(await told({ ...own, ...parts })).toMatchObject({ isEmployee: false });
    },
  );

  it('without an object id is nobody', async () => {
    expect(await told({ ...own, aadObjectId: undefined })).toBeUndefined();
  });
});
