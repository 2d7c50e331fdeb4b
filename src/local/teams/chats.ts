/**
 * Which chats there are. Ids are made from the people alone, so that a conversation reference the bot
 * kept still reaches its chat after a restart.
 */
import { sampleTenants } from './people.ts';
import type { SamplePerson } from './people.ts';

type ChatKind = 'personal' | 'groupChat' | 'channel';

export interface Chat {
  readonly id: string;
  readonly kind: ChatKind;
  /** Empty for a personal chat: it is called after whoever one talks to. */
  readonly title: string;
  readonly tenantId: string;
  readonly members: readonly SamplePerson[];
}

/** One personal chat for each person; a group chat and a channel for those of the main tenant. */
export function chatsOf(people: readonly SamplePerson[]): readonly Chat[] {
  const personal = people.map((person) => ({
    id: personalChatId(person),
    kind: 'personal' as const,
    title: '',
    tenantId: person.tenantId,
    members: [person],
  }));
  const tenantId = sampleTenants.main.id;
  const members = people.filter((person) => person.tenantId === tenantId);
  if (members.length === 0) return personal;
  return [
    ...personal,
    { id: groupChatId, kind: 'groupChat', title: 'Sample group chat', tenantId, members },
    { id: channelId, kind: 'channel', title: 'Sample team › General', tenantId, members },
  ];
}

export function personalChatId(person: SamplePerson): string {
  return `a:1-sample-personal-${person.key}`;
}

export const groupChatId = '19:sample-group@thread.v2';
export const channelId = '19:sample-channel@thread.tacv2';

/** Posts of a channel are conversations of their own: `<channel>;messageid=<first post>`. */
export function chatIdOf(conversationId: string): string {
  return conversationId.split(';messageid=')[0] ?? conversationId;
}
