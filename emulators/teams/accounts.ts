/**
 * People and teams in the connector's format, as read by the SDK's `TeamsInfo` (`TeamsChannelAccount`,
 * `TeamsPagedMembersResult` and `TeamDetails` of botframework-schema).
 */
import type { Chat, Team } from './chats.ts';
import type { SamplePerson } from './people.ts';

/** Teams' default page size, and its largest. */
const unaskedPage = 200;
const largestPage = 500;

export function accountOf(person: SamplePerson, chat: Chat) {
  const [givenName = person.name] = person.name.split(' ');
  return {
    id: person.userId,
    name: person.name,
    givenName,
    surname: 'Sample',
    email: person.email,
    userPrincipalName: person.userPrincipalName ?? person.email,
    aadObjectId: person.aadObjectId,
    objectId: person.aadObjectId,
    tenantId: person.tenantId,
    userRole: isGuest(person, chat) ? 'guest' : 'user',
  };
}

/**
 * Whether the person has a guest account. A person of another tenant in a shared chat has none, and differs by
 * tenant id only.
 */
function isGuest(person: SamplePerson, chat: Chat): boolean {
  return person.role === 'guest' && person.tenantId === chat.tenantId;
}

/** `GET …/pagedmembers`. Teams takes 50 to 500 a page; smaller pages are accepted here for tests with few people. */
export function pageOf(chat: Chat, query: URLSearchParams) {
  const asked = Number(query.get('pageSize'));
  const size = asked >= 1 ? Math.min(Math.floor(asked), largestPage) : unaskedPage;
  const from = placeOf(query.get('continuationToken'));
  const members = chat.members.slice(from, from + size).map((each) => accountOf(each, chat));
  const token = Buffer.from(String(from + size)).toString('base64url');
  const more = from + size < chat.members.length ? { continuationToken: token } : {};
  return { status: 200, body: { members, ...more } };
}

function placeOf(token: string | null): number {
  if (token === null || token === '') return 0;
  return Number(Buffer.from(token, 'base64url').toString()) || 0;
}

export function detailsOf(chat: Chat, team: Team) {
  const { id, name, aadGroupId } = team;
  const memberCount = chat.members.length;
  return { id, name, aadGroupId, type: 'standard', channelCount: 1, memberCount };
}
