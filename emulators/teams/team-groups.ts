/** Keeps the group behind each team in sync with the team, as Teams and Entra do. */
import type { LocalGraph } from '../graph/local-graph.ts';
import type { Chat } from './chats.ts';
import type { SamplePerson } from './people.ts';
import type { Rosters } from './rosters.ts';

/** @returns a function that stops it */
export function keepGroupsInStep(graph: LocalGraph, rosters: Rosters): () => void {
  for (const chat of [...rosters.all(), ...rosters.deleted()]) follow(graph, rosters, chat);
  return rosters.onChange((chat) => follow(graph, rosters, chat));
}

function follow({ groups }: LocalGraph, rosters: Rosters, chat: Chat): void {
  const { team, tenantId, members } = chat;
  if (team === undefined) return;
  if (rosters.find(chat.id) === undefined) {
    groups.remove(tenantId, team.aadGroupId);
    return;
  }
  const owners = members.filter(({ key }) => team.owners.includes(key));
  groups.put(tenantId, {
    id: team.aadGroupId,
    displayName: team.name,
    members: members.map(objectId),
    owners: owners.map(objectId),
  });
}

function objectId({ aadObjectId }: SamplePerson): string {
  return aadObjectId;
}
