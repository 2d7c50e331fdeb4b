import { fileLinkCard, type WrittenFile } from '../../cards/file-link-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A link to all that is held of one person, as a JSON file. */
export function showPersonData(services: BotServices, turn: Turn, person: string): Promise<void> {
  return showWritten(services, turn, 'personData', () => services.personDataUrl(turn, person));
}

/** A link to the people of the caller's own groups as a CSV file. Nobody else's, whatever the caller's role. */
export async function showGroupExport(services: BotServices, turn: Turn): Promise<void> {
  const { tenant, actor } = turn.caller;
  const own = await services.groups.ownedBy(tenant, actor.id);
  if (own.length === 0) return turn.say(turn.text.groups.notAnOwner);
  await showWritten(services, turn, 'groupExport', () => services.groupsUrl(turn, own));
}

/** Writes a file and links to it. For a large organization that outlasts the turn. */
async function showWritten(
  { longWork }: BotServices,
  turn: Turn,
  file: WrittenFile,
  write: () => Promise<string>,
): Promise<void> {
  await longWork.run(turn, turn.text[file].coming, async (stage) => {
    const url = await stage.inItsTime(write);
    await stage.within((now) => now.answer(fileLinkCard({ text: now.text, file, url })));
  });
}
