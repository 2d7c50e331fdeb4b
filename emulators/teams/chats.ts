/**
 * The initial chats. Their ids derive from the people alone, so that a stored conversation reference still
 * reaches its chat after a restart.
 */
import { sampleTenants } from './people.ts';
import type { SamplePerson } from './people.ts';

type ChatKind = 'personal' | 'groupChat' | 'channel';

/** The team of a channel. */
export interface Team {
  /** Teams gives a team the id of its first channel. */
  readonly id: string;
  readonly name: string;
  /** the Microsoft 365 group behind the team */
  readonly aadGroupId: string;
  /** keys of people */
  readonly owners: readonly string[];
}

export interface Chat {
  readonly id: string;
  readonly kind: ChatKind;
  /** empty for a personal chat, which is named after the other person */
  readonly title: string;
  readonly tenantId: string;
  readonly members: readonly SamplePerson[];
  /** of a channel only */
  readonly team?: Team;
}

/**
 * One personal chat for each person; a channel for those of the main tenant, including its guest; and a group
 * chat for them and one person of another tenant.
 */
export function chatsOf(people: readonly SamplePerson[]): readonly Chat[] {
  const personal = people.map((person) => ({
    id: personalChatId(person),
    kind: 'personal' as const,
    title: '',
    tenantId: person.tenantId,
    members: [person],
  }));
  const tenantId = sampleTenants.main.id;
  const ours = people.filter((person) => person.tenantId === tenantId);
  if (ours.length === 0) return personal;
  const inGroup = people.filter((person) => ours.includes(person) || person.role === 'guest');
  const owners = ours.filter(({ role }) => role === 'group owner').map(({ key }) => key);
  const team = { id: channelId, name: 'Sample team', aadGroupId: sampleGroupId, owners };
  return [
    ...personal,
    { id: groupChatId, kind: 'groupChat', title: 'Sample group chat', tenantId, members: inGroup },
    {
      id: channelId,
      kind: 'channel',
      title: channelTitle(team.name),
      tenantId,
      members: ours,
      team,
    },
  ];
}

export function channelTitle(teamName: string): string {
  return `${teamName} › General`;
}

export function personalChatId(person: SamplePerson): string {
  return `a:1-sample-personal-${person.key}`;
}

export const groupChatId = '19:sample-group@thread.v2';
export const channelId = '19:sample-channel@thread.tacv2';
const sampleGroupId = '00000000-0000-4000-8000-0000000000c3';

/** Posts of a channel are conversations of their own: `<channel>;messageid=<first post>`. */
export function chatIdOf(conversationId: string): string {
  return conversationId.split(';messageid=')[0] ?? conversationId;
}
