import type { Log } from '../../log.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import { isSame } from './follow.ts';
import type { Group, Membership, RosterMember } from './group.ts';
import type {
  GroupOwners,
  GroupStore,
  MembershipStore,
  ReadRosterMessage,
  RosterReader,
} from './ports.ts';
import { defined } from '../../lib/defined.ts';

export interface ReadRosterDeps {
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly roster: RosterReader;
  readonly owners: GroupOwners;
  readonly jobs: JobSender;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/**
 * Aligns the memberships with Teams' list of members. Each page is stored as it is read, for a worker to
 * provision, so a list of thousands takes no turn's time; after a crash the message is delivered again and
 * skips what is done. Members not in the list have left, which only a complete reading decides.
 */
export function createReadRoster(deps: ReadRosterDeps) {
  const { groups, memberships, roster, jobs, log, now } = deps;

  return async ({ tenant, group: id, at }: ReadRosterMessage, signal: AbortSignal) => {
    const group = await groups.read(tenant, id);
    if (group === undefined) return;
    const follow = () => jobs.send({ v: 1, type: 'follow-group', tenant, group: id });
    // The worker ends the memberships of a group that no longer exists.
    if (group.deletedAt !== undefined) return follow();
    if (group.readAt !== undefined && group.readAt >= at) return;
    const begun = new Date(now()).toISOString();
    const before = new Map(
      (await memberships.ofGroup(tenant, id)).map((membership) => [membership.member, membership]),
    );
    const seen = new Set<string>();
    for await (const page of roster.pages(group)) {
      signal.throwIfAborted();
      if (page === 'gone') {
        await change(group, (latest) => ({ ...latest, deletedAt: begun }));
        return follow();
      }
      const news = page.members.filter(({ entraId }) => !seen.has(entraId));
      for (const { entraId } of news) seen.add(entraId);
      await keep(tenant, id, news, before, begun);
    }
    // The bot itself is a member, so an empty list is not a valid one.
    if (seen.size > 0) {
      const left = [...before.values()].filter(
        ({ how, member }) => how === 'roster' && !seen.has(member),
      );
      await memberships.end(tenant, left);
    }
    await follow();
    const facts = await factsOf(group);
    await change(group, (latest) => ({ ...latest, ...facts, readAt: begun }));
  };

  async function keep(
    tenant: string,
    group: string,
    told: readonly RosterMember[],
    before: ReadonlyMap<string, Membership>,
    at: string,
  ): Promise<void> {
    const news = told.flatMap((member) => {
      const known = before.get(member.entraId);
      if (known !== undefined && isSame(known, member)) return [];
      const { entraId, name, isEmployee, fields } = member;
      return [
        {
          group,
          member: entraId,
          name,
          how: 'roster' as const,
          isEmployee,
          fields,
          ...(known?.person !== undefined && { person: known.person }),
          toArrive: true,
          since: known?.since ?? at,
        },
      ];
    });
    await memberships.put(tenant, news);
  }

  /** Facts that can't be read now keep their last known value. */
  async function factsOf(
    group: Group,
  ): Promise<Partial<Pick<Group, 'name' | 'entraGroupId' | 'owners'>>> {
    if (group.kind !== 'team') return {};
    const details = await orNothing(group, 'a team’s details could not be read', () =>
      roster.details(group),
    );
    const known = details?.entraGroupId ?? group.entraGroupId;
    const owners =
      known === undefined
        ? undefined
        : await orNothing(group, 'a team’s owners could not be read', () =>
            deps.owners.ownersOf(group.tenant, known),
          );
    return {
      ...(details?.name !== undefined && { name: details.name }),
      ...(known !== undefined && { entraGroupId: known }),
      ...defined({ owners }),
    };
  }

  async function orNothing<T>(
    { id }: Group,
    failure: string,
    look: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await look();
    } catch (err) {
      log.warn({ err, group: id }, failure);
      return undefined;
    }
  }

  async function change(group: Group, decide: (latest: Group) => Group): Promise<void> {
    let latest: Group | undefined = group;
    await retryOnConflict('a group', async () => {
      if (latest === undefined) return undefined;
      if ((await groups.update(decide(latest))) !== 'conflict') return undefined;
      latest = await groups.read(group.tenant, group.id);
      return 'conflict';
    });
  }
}

export type ReadRoster = ReturnType<typeof createReadRoster>;
