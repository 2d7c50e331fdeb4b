/** The person who makes a call from the page, and the chat it is about. */
import type { Chat } from './chats.ts';
import { sendJson } from './http.ts';
import type { Call, Route } from './http.ts';
import type { SamplePerson } from './people.ts';
import type { Rosters } from './rosters.ts';

/** The path of a person's chat. */
export const chatPath = '/api/people/:person/chats/:chat';

type InChat = (call: Call, person: SamplePerson, chat: Chat) => Promise<void> | void;

/** Finds the person and their chat, or responds 404. */
export function createInChat(people: readonly SamplePerson[], rosters: Rosters) {
  return (handle: InChat): Route['handle'] =>
    (call) => {
      const person = people.find(({ key }) => key === call.params.person);
      const chat = rosters.find(call.params.chat ?? '');
      if (person === undefined || chat?.members.includes(person) !== true) {
        sendJson(call.response, 404, { error: 'no such chat' });
        return;
      }
      return handle(call, person, chat);
    };
}
