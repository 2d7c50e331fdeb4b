import type { Dependencies } from './dependencies.ts';
import type { TeamsAdapter } from '../edge/teams-adapter.ts';
import { createProvisioner, type Provisioner } from '../bot/provisioning.ts';
import { createSignIn } from '../bot/sign-in.ts';
import { usualTurnLimits } from '../edge/turn-limits.ts';
import { createTeamsMembers } from '../bot/teams-members.ts';
import type { Shared } from './shared.ts';
import { createFollowing } from '../features/groups/follow.ts';
import { createReadRoster } from '../features/groups/read-roster.ts';
import { parseReadRoster } from '../features/groups/roster-message.ts';
import type { Handle } from '../jobs/handle-message.ts';
import type { AccountLookUp } from '../features/groups/ports.ts';
import { createReadRosterJob } from '../features/groups/jobs/read-roster-job.ts';
import { defined } from '../lib/defined.ts';

/**
 * People who join by signing in or as members of a group. Belongs to the web role: only that one talks to
 * adds reading group members to the handler of the delivery queue (web role only)
 */
export interface GroupsFeature {
  readonly provisionSpeaker: Provisioner;
  readonly accounts: AccountLookUp;
  /** adds reading group members to the handler of the delivery queue, which only the web role processes */
  readonly readingRosters: (others: Handle) => Handle;
  /** resolves when the sign-ins in progress have been handled */
  readonly settled: () => Promise<void>;
}

export function composeGroups(
  deps: Dependencies,
  shared: Shared,
  adapter: TeamsAdapter,
): GroupsFeature {
  const { storage, log } = deps;
  const { now, homeTenant } = shared;
  const { groups, memberships } = storage;
  const members = deps.members ?? createTeamsMembers(adapter);
  const signIn = createSignIn({
    accounts: members,
    provisioning: shared.provisioning,
    joined: storage.chats,
    settings: shared.organizationSettings,
    log,
    maxLookMs: { ...usualTurnLimits, ...deps.turnLimits }.signInMs,
    now,
  });
  const following = createFollowing({ groups, memberships, rosters: shared.deliveries, now });
  const read = createReadRoster({
    groups,
    memberships,
    roster: members,
    owners: deps.groupOwners ?? shared.entra,
    jobs: shared.jobs,
    log,
    now,
  });
  const readRoster = createReadRosterJob({ read });
  return {
    provisionSpeaker: createProvisioner({
      signIn,
      following,
      ...defined({ homeTenant }),
    }),
    accounts: members,
    readingRosters:
      (others: Handle): Handle =>
      async (body, handling) => {
        const message = parseReadRoster(body);
        if (message === undefined) return others(body, handling);
        return readRoster(message, handling);
      },
    settled: () => signIn.settled(),
  };
}
