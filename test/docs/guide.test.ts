import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';
import { read, root } from './documents.ts';

/** A step of the guide: what to send, and the buttons to select one after another. */
interface Step {
  readonly sentence: string;
  readonly commands: readonly string[];
  readonly buttons: readonly string[];
}

const allOf = (pattern: RegExp, text: string) =>
  Array.from(text.matchAll(pattern), ([, found = '']) => found);

/** Needs a sync, an archive, or a group of one's own. */
const elsewhere = [
  /^Send `sync history`, select/,
  /Save answers/,
  /^Send `import everything`/,
  /`group/,
  // The import is the only operation here.
  /at the move or deletion/,
];

/** Every sentence of the guide that says what to send. A placeholder such as "a name" isn't a command. */
function steps(): Step[] {
  const sentences = read('docs/admin-guide.md')
    .split('\n')
    .filter((line) => !line.startsWith('|'))
    .flatMap((line) => line.replace(/^[\s\-\d.]+/, '').split(/(?<=[.!?]) (?=[A-Z*`])/));
  return sentences
    .filter((sentence) => /[Ss]end `/.test(sentence))
    .filter((sentence) => !elsewhere.some((pattern) => pattern.test(sentence)))
    .map((sentence) => ({
      sentence,
      commands: allOf(/`([^`]+)`/g, sentence.slice(sentence.search(/[Ss]end `/))),
      buttons: allOf(/(?:select|then) \*\*(.+?)\*\*/g, sentence),
    }));
}

/** The guide, as an admin follows it: each command that it names is answered, and each button is there to select. */
describe('the admin guide', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    await tara.sendFile('people.csv', readFileSync(path.join(root, 'samples/people.csv')));
    const question = await tara.waitForCard(({ titles }) => titles.includes('Continue'));
    await tara.press(question, 'Continue', { network: 'Employee' });
    await tara.press(await tara.waitForCard('If you import'), 'Import');
    await tara.waitForCard('Import completed');
  });
  afterAll(() => rollcall.stop());

  async function follow(card: SeenCard, [button, ...further]: readonly string[]): Promise<void> {
    if (button === undefined) return;
    expect(card.titles).toContain(button);
    if (further.length > 0) await follow(await tara.pressed(card, button), further);
  }

  it('names commands in many sentences, some with buttons', () => {
    expect(steps().length).toBeGreaterThan(20);
    expect(steps().filter(({ buttons }) => buttons.length > 0).length).toBeGreaterThan(5);
  });

  it.each(steps())('$sentence', async ({ commands, buttons }) => {
    for (const [index, command] of commands.entries()) {
      await tara.say(command);
      // A sentence, where there is nothing to show.
      const answer = await tara.waitForMessage(() => true);
      expect(JSON.stringify(answer)).not.toContain('I didn’t understand');
      if (index === 0 && buttons.length > 0) {
        await follow(await tara.waitForCard(() => true), buttons);
      }
    }
  });
});
