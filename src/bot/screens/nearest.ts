import { nearestCard } from '../../cards/nearest-card.ts';
import { may } from '../../domain/roles.ts';
import { offeredCommands } from '../commands/help.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { nearestCommands } from '../understanding/nearest.ts';
import { defined } from '../../lib/defined.ts';

const most = 3;
const maxQuery = 100;

/** Answers a message that fits nothing: one sentence, and the two or three commands that come nearest. */
export async function showNearest(services: BotServices, turn: Turn, said: string): Promise<void> {
  const { text, caller, personal } = turn;
  const offered = await offeredCommands(turn, services);
  const nearest = nearestCommands(said, text.language, offered, most);
  const query = said.trim();
  // It may be a name. The button searches for it, once it is selected.
  const maySearch = personal && may(caller, 'see-people') && query.length <= maxQuery;
  const search = maySearch && nearest.length < 2 && query !== '' ? query : undefined;
  const others = ['help', 'me'].filter((one) => !nearest.includes(one));
  const room = (search === undefined ? 2 : 1) - nearest.length;
  const commands = [...nearest, ...others.slice(0, Math.max(0, room))];
  await turn.answer(nearestCard({ text, said, commands, ...defined({ search }) }));
}
