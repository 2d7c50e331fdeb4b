/** The current chats: their members, the team's name, and whether it was deleted. */
import { channelTitle, chatIdOf } from './chats.ts';
import type { Chat, Team } from './chats.ts';
import type { SamplePerson } from './people.ts';
import { createSignal } from './signal.ts';

/** Stored in a file between starts: only chats that can change. */
export interface RosterSnapshot {
  readonly chatId: string;
  readonly members: readonly string[];
  readonly team?: { readonly name: string; readonly owners: readonly string[] } | undefined;
  readonly deleted: boolean;
}

export type Rosters = ReturnType<typeof createRosters>;

export function createRosters(deps: {
  chats: readonly Chat[];
  people: readonly SamplePerson[];
  onError: (error: unknown) => void;
}) {
  const chats = new Map(deps.chats.map((chat) => [chat.id, chat]));
  const deleted = new Set<string>();
  const changed = createSignal<Chat>(deps.onError);

  function become(chat: Chat): Chat {
    chats.set(chat.id, chat);
    changed.emit(chat);
    return chat;
  }

  /** Whether it exists: a deleted team's channel doesn't. */
  function find(conversationId: string): Chat | undefined {
    const id = chatIdOf(conversationId);
    return deleted.has(id) ? undefined : chats.get(id);
  }

  function withTeam(chat: Chat, team: Partial<Team>): Chat {
    if (chat.team === undefined) return chat;
    const next = { ...chat.team, ...team };
    return { ...chat, team: next, title: channelTitle(next.name) };
  }

  return {
    /** Reports changed chats, including deleted ones. */
    onChange: changed.on,
    find,
    all: (): readonly Chat[] => [...chats.values()].filter(({ id }) => !deleted.has(id)),
    deleted: (): readonly Chat[] => [...chats.values()].filter(({ id }) => deleted.has(id)),

    add: (chat: Chat, person: SamplePerson): Chat =>
      become({ ...chat, members: [...chat.members, person] }),

    remove(chat: Chat, person: SamplePerson): Chat {
      const members = chat.members.filter(({ key }) => key !== person.key);
      const owners = chat.team?.owners.filter((key) => key !== person.key) ?? [];
      return become(withTeam({ ...chat, members }, { owners }));
    },

    rename: (chat: Chat, name: string): Chat => become(withTeam(chat, { name })),
    setOwners: (chat: Chat, owners: readonly string[]): Chat => become(withTeam(chat, { owners })),

    delete(chat: Chat): void {
      deleted.add(chat.id);
      changed.emit(chat);
    },

    bringBack(chat: Chat): void {
      deleted.delete(chat.id);
      changed.emit(chat);
    },

    snapshot: (): RosterSnapshot[] =>
      [...chats.values()]
        .filter(({ kind }) => kind !== 'personal')
        .map(({ id, members, team }) => ({
          chatId: id,
          members: members.map(({ key }) => key),
          ...(team !== undefined && { team: { name: team.name, owners: team.owners } }),
          deleted: deleted.has(id),
        })),

    /** Restores the stored state without chats and people that no longer exist. */
    restore(snapshots: readonly RosterSnapshot[]): void {
      for (const kept of snapshots) {
        const chat = chats.get(kept.chatId);
        if (chat === undefined) continue;
        const members = deps.people.filter(({ key }) => kept.members.includes(key));
        chats.set(chat.id, withTeam({ ...chat, members }, kept.team ?? {}));
        if (kept.deleted) deleted.add(chat.id);
      }
    },
  };
}
