import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { keptLog } from '../support/kept-log.ts';
import { blocksOf, names, refused } from './hostile-words.ts';

const phoneOf = (index: number) => `+44207946${String(100 + index).padStart(4, '0')}`;

describe('names made to be taken for something else', () => {
  let rollcall: TestRollcall;
  const kept = keptLog();
  beforeAll(async () => {
    rollcall = await startRollcall({ log: kept.log });
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  const csv = stringify([
    ['Phone number', 'First name', 'Department'],
    ...[...names, ...refused].map((name, index) => [phoneOf(index), name, `Crew ${name}`]),
  ]);
  const fileName = '../..\\<at>x</at>**[a](javascript:b)${c}\u202Evsc"\r\nSet-Cookie: a=b;.csv';

  it('come in as they are or are left out with a reason, and no card makes anything of them', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile(fileName, csv);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toMatch(new RegExp(`${names.length + refused.length}\\s*Added`));
    // The name and the department of each, and nobody is lost for them.
    expect(preview.text).toMatch(new RegExp(`${2 * refused.length}\\s*Left out`));
    const log = await (await tara.follow(preview, 'Download error log')).text();
    expect(log.split('\r\n').filter((line) => line !== '')).toHaveLength(1 + refused.length);

    await tara.press(preview, 'Import');
    const done = await tara.waitForCard(
      (card) => card.message.id === preview.message.id && card.text.includes('Completed'),
      { since: 'start' },
    );
    const original = await tara.follow(done, 'Download');
    expect(await original.text()).toBe(csv);
    const disposition = original.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment/);
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(disposition).not.toMatch(/[\u0000-\u001F/\\]|\.\.[/\\]/);
    expect(original.headers.get('set-cookie')).toBeNull();
  });

  it('stand in lists, profiles and histories as text, within what a message holds', async () => {
    const { tara } = rollcall.teams;
    await tara.say('directory');
    await tara.waitForCard((card) => card.titles.includes('View'));
    await tara.say('import history');
    await tara.waitForCard((card) => card.text.includes('Completed'));
    for (const index of names.keys()) {
      await tara.say(`find ${phoneOf(index)}`);
      const profile = await tara.waitForCard((card) => card.titles.includes('History'));
      await tara.press(profile, 'History');
    }
    for (const { json, message } of tara.cards()) {
      const card = JSON.stringify(json);
      expect(Buffer.byteLength(card)).toBeLessThan(25_000);
      for (const text of blocksOf(json)) {
        expect(text).not.toMatch(
          /<at>|<script|(?<!\\)\]\(javascript|(?<!\\)\*\*bold|[\u202E\u2028]/,
        );
      }
      expect(JSON.stringify(message)).not.toContain('"type":"mention"');
    }
  });

  it('come back from an export as they were, and none of its cells is a formula', async () => {
    const { tara } = rollcall.teams;
    await tara.say('export');
    const form = await tara.waitForCard((card) => card.titles.includes('Create request'));
    await tara.press(form, 'Create request');
    const done = await tara.waitForCard(
      (card) => card.text.includes('Completed') && /export/i.test(card.text),
      { since: 'start' },
    );
    const file = await (await tara.follow(done, 'Download')).text();
    expect(file).not.toMatch(/(?:^|[,;\t\r\n"])(?:=|@)/m);
    await tara.say('import employees');
    await tara.sendFile('back.csv', file);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    expect(preview.text).toMatch(new RegExp(`${names.length + refused.length}\\s*Unchanged`));
    await tara.press(preview, 'Cancel');
  });

  it('are in no line of the log, and each line of it is one entry', () => {
    const lines = kept.lines();
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
    for (const name of [...names, ...refused.slice(0, 3), fileName]) {
      expect(kept.written()).not.toContain(JSON.stringify(name).slice(1, -1));
    }
    expect(kept.written()).not.toContain('+44207946');
  });
});
