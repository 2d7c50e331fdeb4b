import type { TeamsAdapter } from './bot/adapter.ts';
import { createNewcomers } from './bot/newcomers.ts';
import type { EdgeServer } from './bot/server.ts';
import { createSignIn } from './bot/sign-in.ts';
import { createTeamsMembers } from './bot/teams-members.ts';
import type { RollcallParts, Shared } from './compose-shared.ts';
import { createFollowing } from './groups/follow.ts';
import { createReadRoster } from './groups/read-roster.ts';
import { parseReadRoster } from './groups/roster-message.ts';
import type { Handle } from './jobs/loop.ts';
import { createReadRosterJob } from './jobs/read-roster-job.ts';

/** Those who come by signing in or with a group: what the web side does about them. */
export function composeGroups(parts: RollcallParts, shared: Shared, adapter: TeamsAdapter) {
  const { storage, log } = parts;
  const { now, homeTenant } = shared;
  const { groups, memberships } = storage;
  const members = parts.members ?? createTeamsMembers(adapter);
  const signIn = createSignIn({
    accounts: members,
    arrivals: shared.arrivals,
    joined: storage.chats,
    settings: shared.organizationSettings,
    log,
    now,
  });
  const following = createFollowing({ groups, memberships, rosters: shared.deliveries, now });
  const read = createReadRoster({
    groups,
    memberships,
    roster: members,
    owners: parts.groupOwners ?? shared.entra,
    jobs: shared.jobs,
    log,
    now,
  });
  const readRoster = createReadRosterJob({ read });
  return {
    newcomers: createNewcomers({
      signIn,
      following,
      ...(homeTenant !== undefined && { homeTenant }),
    }),
    /** Rosters are asked for in the queue of deliveries: the web role takes from it, and only the web role talks to Teams. */
    readingRosters:
      (others: Handle): Handle =>
      async (body, handling) => {
        const message = parseReadRoster(body);
        if (message === undefined) return others(body, handling);
        return readRoster(message, handling);
      },
    /** A server that, when it closes, waits for those who are just joining. */
    withSignIns: (server: EdgeServer): EdgeServer => ({
      ...server,
      async close() {
        await server.close();
        await signIn.settled();
      },
    }),
  };
}
