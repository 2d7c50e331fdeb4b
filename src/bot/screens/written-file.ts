import { fileLinkCard, type WrittenFile } from '../../cards/file-link-card.ts';
import { entryName } from '../../cards/person-parts.ts';
import { defined } from '../../lib/defined.ts';
import { personEntry } from '../person-entry.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

const longestName = 80;

/** A link to all that is held of one person, as a JSON file. */
export async function showPersonData(
  services: BotServices,
  turn: Turn,
  person: string,
): Promise<void> {
  const found = await services.people.get(turn.caller.tenant, person);
  const whose = found && entryName(turn.text, personEntry(found), longestName);
  const write = () => services.personDataUrl(turn, person);
  await showWritten(services, turn, { file: 'personData', write, ...defined({ whose }) });
}

/** A link to the people of the caller's own groups as a CSV file. Nobody else's, whatever the caller's role. */
export async function showGroupExport(services: BotServices, turn: Turn): Promise<void> {
  const { tenant, actor } = turn.caller;
  const own = await services.groups.ownedBy(tenant, actor.id);
  if (own.length === 0) return turn.say(turn.text.groups.notAnOwner);
  const write = () => services.groupsUrl(turn, own);
  await showWritten(services, turn, { file: 'groupExport', write });
}

interface Written {
  readonly file: WrittenFile;
  readonly write: () => Promise<string>;
  /** the person whose data are in it */
  readonly whose?: string;
}

/** Writes a file and links to it. For a large organization that outlasts the turn. */
async function showWritten(
  { longWork }: BotServices,
  turn: Turn,
  { file, write, ...shown }: Written,
): Promise<void> {
  await longWork.run(turn, turn.text[file].coming, async (stage) => {
    const url = await stage.inItsTime(write);
    await stage.within((now) => now.answer(fileLinkCard({ text: now.text, file, url, ...shown })));
  });
}
