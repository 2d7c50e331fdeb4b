/** Actions on a team or a group chat. The bot is informed where the app is installed. */
import type { BotLine } from './bot-line.ts';
import type { Chat } from './chats.ts';
import { memberAdded, memberRemoved, teamChanged } from './conversation-updates.ts';
import type { History } from './history.ts';
import type { Languages } from './languages.ts';
import type { SamplePerson } from './people.ts';
import type { TeamsActivity } from './protocol.ts';
import type { Rosters } from './rosters.ts';

export type RosterActions = ReturnType<typeof createRosterActions>;

export function createRosterActions(deps: {
  history: History;
  rosters: Rosters;
  line: BotLine;
  languages: Languages;
  serviceUrl: () => string;
}) {
  const { history, rosters } = deps;

  /** The activity comes from the person who acts. */
  async function tell(chat: Chat, activity: TeamsActivity): Promise<void> {
    if (history.appState(chat.id) === 'added') await deps.line.deliver(activity);
  }

  function sending(person: SamplePerson, chat: Chat) {
    const speaker = deps.languages.now(person);
    return { person: speaker, chat, conversationId: chat.id, serviceUrl: deps.serviceUrl() };
  }

  /** Only chats with members: people can't be added to a personal chat. */
  function shared(chatId: string): Chat | undefined {
    const chat = rosters.find(chatId);
    return chat?.kind === 'personal' ? undefined : chat;
  }

  return {
    /** @returns false when they may not be added: a team accepts only people with an account in its tenant */
    async add(by: SamplePerson, chatId: string, person: SamplePerson): Promise<boolean> {
      const chat = shared(chatId);
      if (chat === undefined || chat.members.includes(person)) return false;
      if (chat.team !== undefined && person.tenantId !== chat.tenantId) return false;
      const now = rosters.add(chat, person);
      await tell(now, memberAdded(sending(by, now), person));
      return true;
    },

    async remove(by: SamplePerson, chatId: string, person: SamplePerson): Promise<boolean> {
      const chat = shared(chatId);
      if (chat?.members.includes(person) !== true) return false;
      const now = rosters.remove(chat, person);
      await tell(now, memberRemoved(sending(by, now), person));
      return true;
    },

    /** No event: Teams doesn't inform bots about owners. */
    setOwner(chatId: string, person: SamplePerson, owns: boolean): boolean {
      const chat = shared(chatId);
      if (chat?.team === undefined || !chat.members.includes(person)) return false;
      // A guest can't own a team in Teams.
      if (person.role === 'guest') return false;
      const others = chat.team.owners.filter((key) => key !== person.key);
      rosters.setOwners(chat, owns ? [...others, person.key] : others);
      return true;
    },

    async rename(by: SamplePerson, chatId: string, name: string): Promise<boolean> {
      const chat = shared(chatId);
      if (chat?.team === undefined) return false;
      const now = rosters.rename(chat, name);
      await tell(now, teamChanged(sending(by, now), 'teamRenamed'));
      return true;
    },

    async deleteTeam(by: SamplePerson, chatId: string): Promise<boolean> {
      const chat = shared(chatId);
      if (chat?.team === undefined) return false;
      rosters.delete(chat);
      await tell(chat, teamChanged(sending(by, chat), 'teamDeleted'));
      return true;
    },

    async restoreTeam(by: SamplePerson, chatId: string): Promise<boolean> {
      const chat = rosters.deleted().find(({ id }) => id === chatId);
      if (chat === undefined) return false;
      rosters.bringBack(chat);
      await tell(chat, teamChanged(sending(by, chat), 'teamRestored'));
      return true;
    },
  };
}
