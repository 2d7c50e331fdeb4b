/** The page's API for the members of a team or a group chat. */
import { z } from 'zod';
import { readJson, sendJson, sendNothing } from './http.ts';
import type { Call, Route } from './http.ts';
import { chatPath, createInChat } from './page-calls.ts';
import type { SamplePerson } from './people.ts';
import type { RosterActions } from './roster-actions.ts';
import type { Rosters } from './rosters.ts';

const memberSchema = z.object({ key: z.string() });
const ownerSchema = z.object({ owns: z.boolean() });
const teamSchema = z.object({ name: z.string().trim().min(1).max(100) });

export function rosterRoutes(deps: {
  people: readonly SamplePerson[];
  rosters: Rosters;
  team: RosterActions;
}): readonly Route[] {
  const { people, team } = deps;
  const inChat = createInChat(people, deps.rosters);

  /** The page needn't wait for the bot: the members change first, and the page is informed of that. */
  function started(call: Call, done: Promise<boolean>): void {
    void done;
    sendNothing(call.response, 202);
  }

  function about(
    call: Call,
    key: string | undefined,
    act: (person: SamplePerson) => Promise<boolean>,
  ): void {
    const person = people.find((each) => each.key === key);
    if (person === undefined) sendJson(call.response, 404, { error: 'no such person' });
    else started(call, act(person));
  }

  return [
    {
      method: 'POST',
      path: `${chatPath}/members`,
      handle: inChat(async (call, by, { id }) => {
        const { key } = memberSchema.parse(await readJson(call.request));
        about(call, key, (person) => team.add(by, id, person));
      }),
    },
    {
      method: 'DELETE',
      path: `${chatPath}/members/:member`,
      handle: inChat((call, by, { id }) =>
        about(call, call.params.member, (person) => team.remove(by, id, person)),
      ),
    },
    {
      method: 'PUT',
      path: `${chatPath}/members/:member`,
      handle: inChat(async (call, _by, { id }) => {
        const { owns } = ownerSchema.parse(await readJson(call.request));
        about(call, call.params.member, (person) =>
          Promise.resolve(team.setOwner(id, person, owns)),
        );
      }),
    },
    {
      method: 'PUT',
      path: `${chatPath}/team`,
      handle: inChat(async (call, by, { id }) => {
        const { name } = teamSchema.parse(await readJson(call.request));
        started(call, team.rename(by, id, name));
      }),
    },
    {
      method: 'DELETE',
      path: `${chatPath}/team`,
      handle: inChat((call, by, { id }) => started(call, team.deleteTeam(by, id))),
    },
    {
      // The chat no longer exists, so it is not looked up among the person's chats.
      method: 'POST',
      path: '/api/people/:person/deleted-teams/:team',
      handle: (call) =>
        about(call, call.params.person, (by) => team.restoreTeam(by, call.params.team ?? '')),
    },
  ];
}
