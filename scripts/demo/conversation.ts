import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actionsOf } from '../../test/support/card-reading.ts';
import type { SeenCard, TeamsClient } from '../../test/support/teams-client.ts';

type Print = (line: string) => void;

const file = 'people.csv';
const sample = join(import.meta.dirname, '../../samples', file);
const patience = { timeoutMs: 60_000 };

/**
 * Sends the sample file, answers the questions, imports, waits for the notice, and checks its links.
 * @throws Error when an expected message doesn't arrive
 */
export async function importSample(who: TeamsClient, print: Print): Promise<void> {
  const content = await readFile(sample);

  does(print, who, `sends ${file}`);
  await who.sendFile(file, content);
  const question = await who.waitForCard(({ titles }) => titles.includes('Continue'), patience);
  shows(print, question);

  does(print, who, 'selects Employee, then [Continue]');
  await who.press(question, 'Continue', { network: 'Employee' });
  const preview = await who.waitForCard(
    ({ titles, text }) => titles.includes('Import') && text.includes(file),
    patience,
  );
  shows(print, preview);
  mustSay(preview, /\b12\s*Added/, 'the preview to count 12 people');

  does(print, who, 'selects [Import]');
  await who.press(preview, 'Import');
  const notice = await who.waitForCard(
    (card) => card.message.id !== preview.message.id && card.titles.includes('View directory'),
    patience,
  );
  shows(print, notice);
  mustSay(notice, /\b12\s*Added/, 'the notice to count 12 people');
  await followLinks(print, who, notice, content);

  does(print, who, 'sends "find amelia"');
  await who.say('find amelia');
  const found = await who.waitForCard(({ text }) => text.includes('Amelia Sample'), patience);
  shows(print, found);
}

/** Opens every link of a card; the one called Download has to return the file that was sent. */
async function followLinks(
  print: Print,
  who: TeamsClient,
  card: SeenCard,
  content: Buffer,
): Promise<void> {
  const links = actionsOf(card.json).filter(({ type }) => type === 'Action.OpenUrl');
  if (links.length === 0) throw new Error('the notice has no links');
  for (const { title, url = '' } of links) {
    const response = await who.follow(card, title);
    const bytes = Buffer.from(await response.arrayBuffer());
    const address = url.split('?')[0] ?? '';
    print(`           [${title}] leads to ${address}: ${response.status}, ${bytes.length} bytes`);
    if (!response.ok) throw new Error(`the link "${title}" answers ${response.status}`);
    if (title === 'Download' && !bytes.equals(content))
      throw new Error(`the link "${title}" doesn’t return ${file} as it was sent`);
  }
}

function does(print: Print, { person }: TeamsClient, what: string): void {
  print(`\n${person.name.split(' ')[0] ?? person.name}       ${what}`);
}

/** The first lines of a card, and its buttons. */
function shows(print: Print, { text, titles }: SeenCard): void {
  // A count is on the line above its label.
  const [first = '', ...others] = text.replace(/^(\d+)\n/gm, '$1 ').split('\n');
  print(`Rollcall   ${first}`);
  for (const line of others.slice(0, 12)) print(`           ${line}`);
  if (others.length > 12) print(`           … ${others.length - 12} more lines`);
  print(`           ${titles.map((title) => `[${title}]`).join(' ')}`);
}

function mustSay({ text }: SeenCard, wanted: RegExp, what: string): void {
  if (!wanted.test(text)) throw new Error(`expected ${what}, but it says:\n${text}`);
}
