import { TeamsInfo, type ConversationReference, type TeamsChannelAccount } from 'botbuilder';
import { beforeDeadline } from '../lib/deadline.ts';
import type { BuiltInAttribute } from '../domain/attributes.ts';
import { safeId } from '../domain/organization.ts';
import type { PersonFields } from '../domain/person.ts';
import { parseValue } from '../domain/values.ts';
import { AppError } from '../errors.ts';
import type { RosterMember } from '../features/groups/group.ts';
import type { RosterReader, AccountLookUp } from '../features/groups/ports.ts';
import type { TeamsAdapter } from '../edge/teams-adapter.ts';
import { deliveryOf } from './delivery-outcome.ts';

/** Teams' limit for a page of members. */
const pageSize = 500;

/** Reads the members of a chat or team from Teams, in conversations from a stored reference; never within a turn's time. */
export function createTeamsMembers(
  adapter: Pick<TeamsAdapter, 'resume'>,
): AccountLookUp & RosterReader {
  async function ask<T>(
    reference: string,
    question: (context: Parameters<Parameters<TeamsAdapter['resume']>[1]>[0]) => Promise<T>,
  ): Promise<T> {
    let answer: { readonly value: T } | undefined;
    const asking = () =>
      adapter.resume(JSON.parse(reference) as ConversationReference, async (context) => {
        answer = { value: await question(context) };
      });
    await beforeDeadline(asking);
    if (answer === undefined) throw new AppError('unexpected', {}, { note: 'Teams was not asked' });
    return answer.value;
  }

  return {
    async account({ tenant, person, reference }) {
      const found = await ask(reference, (context) => TeamsInfo.getMember(context, person));
      return memberFrom(tenant, found);
    },

    async *pages({ tenant, reference }) {
      let token: string | undefined;
      do {
        const from = token;
        let page: Awaited<ReturnType<typeof TeamsInfo.getPagedMembers>>;
        try {
          page = await ask(reference, (context) =>
            TeamsInfo.getPagedMembers(context, pageSize, from),
          );
        } catch (error) {
          if (deliveryOf(error).outcome !== 'when-they-write') throw error;
          yield 'gone';
          return;
        }
        const members = page.members.map((account) => memberFrom(tenant, account));
        const known = members.filter((member) => member !== undefined);
        yield { members: known, unknown: members.length - known.length };
        token = page.continuationToken === '' ? undefined : page.continuationToken;
      } while (token !== undefined);
    },

    async details({ reference }) {
      const { id } = (JSON.parse(reference) as ConversationReference).conversation;
      const team = await ask(reference, (context) => TeamsInfo.getTeamDetails(context, id));
      return {
        ...(team.name && { name: team.name }),
        ...(team.aadGroupId && { entraGroupId: safeId(team.aadGroupId) }),
      };
    },
  };
}

/** @returns undefined for a bot, or an account without an id */
function memberFrom(tenant: string, account: TeamsChannelAccount): RosterMember | undefined {
  const { aadObjectId, name } = account;
  if (!aadObjectId) return undefined;
  return {
    entraId: safeId(aadObjectId),
    name: ([name as string | undefined, account.email].find(Boolean) ?? '').slice(0, 200),
    isEmployee: isOwnAccount(tenant, account),
    fields: fieldsOf({
      displayName: name,
      firstName: account.givenName,
      lastName: account.surname,
      email: account.email,
    }),
  };
}

/**
 * Whether the account belongs to the organization itself. Teams marks a guest in one of three ways: the tenant
 * of the person's home organization (people of another one in a shared chat), the role `guest`, or a sign-in
 * name with `#EXT#` (an account created for an external person, whatever its role). An unknown tenant never
 * makes a person an employee.
 */
function isOwnAccount(
  tenant: string,
  { tenantId, userRole, userPrincipalName }: TeamsChannelAccount,
): boolean {
  const isOwn = tenantId !== undefined && safeId(tenantId) === tenant;
  const isUser = !userRole || userRole.toLowerCase() === 'user';
  const isExternal = userPrincipalName?.toUpperCase().includes('#EXT#');
  return isOwn && isUser && isExternal !== true;
}

/** Only values that pass the rules of the directory; others count as unknown. */
function fieldsOf(
  told: Readonly<Partial<Record<Exclude<BuiltInAttribute, 'phone'>, string | undefined>>>,
): PersonFields {
  const entries = Object.entries(told).flatMap(([key, text]): [string, string][] => {
    const parsed = parseValue(key as Exclude<BuiltInAttribute, 'phone'>, text ?? '');
    return 'value' in parsed && parsed.value !== '' ? [[key, parsed.value]] : [];
  });
  return Object.fromEntries(entries);
}
