import type { NewMember } from '../../domain/group-joining.ts';
import type { Actor } from '../../domain/person.ts';
import { defined } from '../../lib/defined.ts';
import type { AddAllowance } from './add-allowance.ts';
import type { Group } from './group.ts';
import type { GroupMembers } from './group-members.ts';
import type { MembershipStore, NamedPeople } from './ports.ts';
import type { RestoreRequests } from './restore-requests.ts';

export interface AddMemberDeps {
  readonly memberships: MembershipStore;
  readonly named: NamedPeople;
  readonly allowance: AddAllowance;
  readonly requests: Pick<RestoreRequests, 'ask'>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** The membership of the people with a phone number who were added to a group by hand and are still there. */
export function createByHand(
  { memberships, named }: Pick<AddMemberDeps, 'memberships' | 'named'>,
  members: Pick<GroupMembers, 'isDeleted'>,
) {
  return async ({ tenant, id }: Group, phone: string) => {
    const member = await named.idOf(tenant, phone);
    const before = await memberships.read(tenant, id, member);
    const isThere = before?.how === 'by-hand' && !(await members.isDeleted(tenant, before));
    return { member, before: isThere ? before : undefined };
  };
}

/**
 * Adds a person to a group, and to the directory unless it has their phone number: then nothing changes there, and if that
 * person was deleted, an admin is asked. The result is the same whatever the directory knows. Repeated for the same file,
 * it is the same result.
 * @param most people whom one admin may add in 24 hours
 * @throws AppError `too-many-added`
 */
export function createAddMember(deps: AddMemberDeps, members: Pick<GroupMembers, 'isDeleted'>) {
  const byHand = createByHand(deps, members);
  return async (
    group: Group,
    by: Actor,
    most: number,
    { name, fields, operation }: NewMember,
  ): Promise<'added' | 'there'> => {
    const { tenant } = group;
    const { member, before } = await byHand(group, fields.phone);
    if (before !== undefined)
      return operation !== undefined && before.addedIn === operation ? 'added' : 'there';
    await deps.allowance.take(tenant, by.id, { group: group.id, id: member }, most);
    const { what, person } = await deps.named.addNamed(tenant, by, fields);
    if (what === 'deleted') {
      await deps.requests.ask(tenant, { person: person.id, by, group: group.name, name });
    }
    await deps.memberships.put(tenant, [
      {
        group: group.id,
        member,
        name,
        how: 'by-hand',
        isEmployee: false,
        fields: { phone: fields.phone },
        person: person.id,
        addedBy: by.id,
        ...defined({ addedIn: operation }),
        toArrive: false,
        since: new Date(deps.now()).toISOString(),
      },
    ]);
    return 'added';
  };
}
