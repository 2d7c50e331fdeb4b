import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';
import { read, root } from './documents.ts';

/** The words that a step of the README's tour has in bold or as code: what a reader selects, sends and looks at. */
function wordsOf(step: number): string[] {
  const [, tour = ''] = read('README.md').split('## A tour');
  const line = tour.split('\n').find((each) => each.startsWith(`${step}. `)) ?? '';
  const [, rest = ''] = /^\d+\. \*\*.*?\*\*(.*)$/.exec(line) ?? [];
  return Array.from(
    rest.matchAll(/\*\*(.+?)\*\*|`(.+?)`/g),
    ([, bold, code]) => bold ?? code ?? '',
  );
}

const sample = (name: string) => readFileSync(path.join(root, name));

/** The README's tour, step by step, with its own words. The steps build on each other, as for a reader. */
describe('the tour of the README', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
  });
  afterAll(() => rollcall.stop());

  const cardWith = (...titles: readonly string[]) =>
    tara.waitForCard((card) => titles.every((title) => card.titles.includes(title)));

  async function previewOf(name: string, bytes: Uint8Array): Promise<SeenCard> {
    await tara.sendFile(name, bytes);
    const question = await cardWith('Continue');
    await tara.press(question, 'Continue', { network: 'Employee' });
    return tara.waitForCard((card) => card.text.includes('Unchanged') && card.text.includes(name));
  }

  async function imported(preview: SeenCard, title: string, inputs?: Record<string, string>) {
    await tara.press(preview, title, inputs);
    return tara.waitForCard((card) => card.text.startsWith('Import completed'));
  }

  it('1. a file becomes people', async () => {
    const words = ['samples/people.csv', 'Send', 'Employee', 'Continue', 'Import'];
    expect(wordsOf(1)).toEqual(words);
    const preview = await previewOf('people.csv', sample('samples/people.csv'));
    expect(preview.text).toMatch(/\b12\nAdded/);
    expect((await imported(preview, 'Import')).text).toMatch(/\b12\nAdded/);
  });

  it('2. what was rejected is corrected and sent back, and an import is undone', async () => {
    const [file = '', history = '', open = '', undo = '', ...more] = wordsOf(2);
    expect([file, more]).toEqual(['samples/people-with-problems.csv', []]);
    const preview = await previewOf('people-with-problems.csv', sample(file));
    const notice = await imported(preview, 'Import');
    const log = await (await tara.follow(notice, 'Download error log')).text();
    const corrected = log.replaceAll('ask reception', '+44 20 7946 0141');
    expect(corrected).not.toBe(log);
    const again = await previewOf('errors.csv', Buffer.from(corrected));
    expect(again.text).toMatch(/\b1\nAdded/);
    await imported(again, 'Import');
    await tara.say(history);
    const list = await cardWith(open);
    const one = await tara.pressed(list, open);
    const question = await tara.pressed(one, undo);
    expect(question.titles).toContain('Keep');
    await tara.press(question, undo);
    await tara.waitForCard(/Undo completed/);
  });

  it('3. people are found, opened and changed', async () => {
    const [directory = '', find = '', edit = '', history = '', ...more] = wordsOf(3);
    expect(more).toEqual([]);
    await tara.say(directory);
    expect((await cardWith('View')).text).toContain('by name');
    const others = ['find +33 1 99 00 00 05', 'find zoe.exemple@example.com', 'find S-0005'];
    for (const words of [find, ...others]) {
      await tara.say(words);
      expect((await cardWith(edit)).text).toContain('Zoë Exemple');
    }
    const form = await tara.pressed(await cardWith(edit), edit);
    const saved = await tara.pressed(form, 'Save', { jobTitle: 'Changed on the tour' });
    expect(saved.text).toContain('Changed on the tour');
    expect((await tara.pressed(saved, history)).text).toContain('Changed on the tour');
  });

  it('4. an exported file that comes back changes nothing', async () => {
    expect(wordsOf(4)).toEqual(['export', 'Create request']);
    await tara.say('export');
    await tara.press(await cardWith('Create request'), 'Create request');
    const notice = await tara.waitForCard((card) => card.text.startsWith('Export completed'));
    const response = await tara.follow(notice, 'Download');
    const name = /filename="?([^";]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    expect(name).toBeDefined();
    const bytes = new Uint8Array(await response.arrayBuffer());
    const preview = await previewOf(name ?? '', bytes);
    expect(preview.text).toMatch(/\b0\nAdded\n0\nUpdated\n[1-9]\d*\nUnchanged\n0\nRejected/);
  });

  it('5. names the command that writes a large file', () => {
    expect(wordsOf(5)).toEqual(['npm run sample -- 100000']);
  });
});
