import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { syncLog } from '../../src/features/sync/sync-log.ts';
import { unguardCell } from '../../src/lib/spreadsheets/cell-guard.ts';
import { textFor } from '../../src/text/text.ts';
import { buttonOf, cardIn, groupId, saidIn, startWorld, type World } from '../bot/again/world.ts';
import { findAction, inputsOf } from '../support/card-reading.ts';
import type { SeenCard } from '../support/teams-client.ts';
import { keptLog } from '../support/kept-log.ts';
import { blocksOf, names } from './hostile-words.ts';
import { auditOf } from '../support/test-audit.ts';

const half = '\uD83D';
/** Cut in the middle of its last letter if a program counts code units. */
const longName = `${'x'.repeat(99)}😀`;
const marks = /<at>|<script|(?<!\\)\]\(javascript|(?<!\\)\*\*bold|[\u202E\u2028]/u;
/** A cell that a spreadsheet would run. */
const runs = /^[\s]*[=@]/u;

/** Names that come in by other doors than a file's cells: from Teams, from Entra, from what an organization calls its things. */
describe('labels made to be taken for something else', () => {
  let world: World;
  const kept = keptLog();
  beforeAll(async () => {
    world = await startWorld({ log: kept.log });
  });
  afterAll(() => world.stop());

  /** Selects a button as an admin with this name in Teams. */
  async function pressedBy(name: string, verb: string, data: object): Promise<string> {
    const { tara } = world;
    const button = { verb, data: { v: 1, verb, ...data } };
    const activity = world.activityOf(tara, button, world.newId());
    return saidIn(await tara.send({ ...activity, from: named(activity.from, name) }));
  }

  const cellsOf = (csv: string) => parse(csv, { bom: true, relax_column_count: true });
  const isLabel = (text: string) => {
    expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u202E\u2028\u2029]/u);
    expect(text.isWellFormed()).toBe(true);
  };

  function expectHarmless(card: SeenCard['json']): void {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
    for (const text of blocksOf(card)) {
      expect(text).not.toMatch(marks);
      expect(text.isWellFormed()).toBe(true);
    }
  }

  it('as an admin’s own name: the audit says who it was in one cell of one line, and nothing of it runs', async () => {
    const { storage, tenant, tara } = world;
    const admins = [...names, longName, `${half}half`];
    for (const [index, name] of admins.entries())
      await pressedBy(name, 'save-attribute', { name: `Column ${index}`, type: 'text' });
    await world.raw(tara, 'export-audit');
    const card = (await tara.waitForCard((seen) => seen.titles.includes('Download'))).json;
    expectHarmless(card);
    const url = findAction(card, 'Download')?.url ?? '';
    const rows = cellsOf(await (await fetch(url)).text());
    const by = new Set<string>();
    for (const row of rows) {
      expect(row).toHaveLength(11);
      for (const cell of row) expect(cell).not.toMatch(runs);
      by.add(unguardCell(row[1] ?? ''));
    }
    for (const entry of await auditOf(storage, tenant)) {
      // The one that says who exported the file isn't in it.
      if (entry.what === 'export-completed') continue;
      isLabel(entry.by.name);
      expect(by).toContain(entry.by.name);
    }
    expect(by).toContain('**bold** _it_ `code`');
    expect(by).toContain(longName);
    expect(by).toContain('half');
  });

  it('as an admin’s name on cards: of what was imported, who did it, and what became of it', async () => {
    const { tara } = world;
    for (const name of ['<at>Tara</at> **bold** [a](javascript:b)', `left\u202Egnp ${half}`]) {
      const file = `of-${names.indexOf(name)}-${name.length}.csv`;
      await world.preview(file);
      const [waiting] = await world.operations();
      await pressedBy(name, 'start-import', { operation: waiting?.id });
      await world.settled();
      await pressedBy(name, 'undo-import', { operation: waiting?.id, confirmed: true });
      await world.settled();
      expect((await world.operations())[0]?.state).toBe('completed');
    }
    await tara.say('import history');
    await tara.waitForCard((card) => card.text.includes('Import history'));
    for (const { json } of tara.cards()) expectHarmless(json);
  });

  it('in an undo’s log: who changed somebody since, and every value, each in its cell', async () => {
    const { tara } = world;
    const phone = '+442079460170';
    const department = '=HYPERLINK("https://evil.example")';
    const file = (value: string) => `Phone,Department\n${phone},"${value.replaceAll('"', '""')}"\n`;
    for (const [name, value] of [
      ['before.csv', '@SUM(A1)'],
      ['wrong.csv', department],
    ] as const) {
      await tara.say('import employees');
      await tara.sendFile(name, file(value));
      const preview = await tara.waitForCard(
        (card) => card.titles.includes('Import') && card.text.includes(name),
      );
      await tara.press(preview, 'Import');
      await world.settled();
    }
    const wrong = (await world.operations()).find(({ fileName }) => fileName === 'wrong.csv');
    const person = (await world.people()).find(({ fields }) => fields.phone === phone);
    const form = cardIn(await world.raw(tara, 'edit-person', { person: person?.id }));
    const save = buttonOf(form, 'Save', { department: "'=1+1" });
    const activity = world.activityOf(tara, save, world.newId());
    const from = named(activity.from, '=cmd|"/c calc"!A1\r\nnext,line');
    saidIn(await tara.send({ ...activity, from }));

    saidIn(await world.raw(tara, 'undo-import', { operation: wrong?.id, confirmed: true }));
    await world.settled();
    const undo = (await world.operations()).find((one) => one.undo?.of === wrong?.id);
    const bytes: Buffer[] = [];
    for await (const chunk of world.storage.files.open(undo?.errorLog ?? '')) bytes.push(chunk);
    const rows = cellsOf(Buffer.concat(bytes).toString());
    expect(rows).toHaveLength(2);
    for (const cell of rows.flat()) expect(cell).not.toMatch(runs);
    const [, left = []] = rows;
    expect(left.slice(3, 6).map(unguardCell)).toEqual(['@SUM(A1)', department, "'=1+1"]);
    expect(left[6]).toContain('last by =cmd|"/c calc"!A1next,line on');
  });

  it('in a sync’s log: a name from Entra is one cell, and runs nothing', () => {
    const troubles = names.map((name) => ({
      entraId: '00000000-0000-4000-8000-000000000001',
      name,
      trouble: { field: 'phone', reason: 'phone-not-valid', value: name } as const,
    }));
    const rows = cellsOf(syncLog(troubles, { text: textFor('en'), attributes: [] }).toString());
    expect(rows.slice(1).map(([name = '']) => unguardCell(name))).toEqual(names);
    for (const cell of rows.flat()) expect(cell).not.toMatch(runs);
  });

  it('of a team or group chat, and of whoever is in it: text on every card', async () => {
    const { gita, storage, tenant, rollcall } = world;
    const group = rollcall.teams.inGroup('gita');
    for (const name of [...names, `${'y'.repeat(249)}😀`, half]) {
      const message = world.messageOf(group, world.newId(), { text: 'help' });
      const conversation = { ...named(message.conversation, name), conversationType: 'groupChat' };
      await group.send({ ...message, conversation });
    }
    const stored = (await storage.groups.all(tenant)).filter(({ id }) => id !== groupId);
    expect(stored.length).toBeGreaterThan(0);
    for (const { name } of stored) isLabel(name);
    const sample = await storage.groups.read(tenant, groupId);
    if (sample === undefined) throw new Error('no group');
    const members = names.map((name, index) => ({
      ...{ group: groupId, member: `hostile-${index}`, name, how: 'by-hand', isEmployee: false },
      ...{ fields: {}, toArrive: false, since: '2026-01-02T03:04:05.000Z' },
    }));
    await storage.memberships.put(tenant, members as never);
    for (const name of names) {
      const now = await storage.groups.read(tenant, groupId);
      if (now === undefined) throw new Error('no group');
      await storage.groups.update({ ...now, name });
      expectHarmless(cardIn(await world.raw(gita, 'show-group', { group: groupId, page: 0 })));
    }
    await gita.say('group');
    for (const { json } of gita.cards()) expectHarmless(json);
  });

  it('of an organization’s own columns, and their values: in forms, profiles, filters and files, and back again', async () => {
    const { tara, storage, tenant } = world;
    const { attributes: before } = await storage.attributes.all(tenant);
    for (const { key, removedAt } of before)
      if (removedAt === undefined)
        await world.raw(tara, 'remove-attribute', { key, confirmed: true });
    const refusedNames = [`a${half}`, 'nul\0byte', 'x'.repeat(3_000), '  '];
    for (const name of [...names, ...refusedNames])
      await tara.send(
        world.activityOf(
          tara,
          {
            verb: 'save-attribute',
            data: {
              v: 1,
              verb: 'save-attribute',
              name,
              type: 'text',
              required: false,
              visibleTo: 'all',
            },
          },
          world.newId(),
        ),
      );
    const all = (await storage.attributes.all(tenant)).attributes;
    const own = all.filter(({ removedAt }) => removedAt === undefined);
    expect(own.length).toBeGreaterThan(5);
    for (const { name } of own) {
      expect(name.isWellFormed()).toBe(true);
      // eslint-disable-next-line no-control-regex -- they are what must not be there
      expect(name).not.toMatch(/[\u0000-\u001F]/u);
      expect(refusedNames).not.toContain(name);
    }
    expectHarmless(cardIn(await world.raw(tara, 'show-attributes')));

    const phone = '+442079460171';
    const values = Object.fromEntries(
      own.map(({ key }, index) => [key, names[index % names.length] ?? '']),
    );
    const form = await world.newCard('add user', 'Add user');
    expectHarmless(form.json);
    const department = '{"type":"Action.Submit"} <at>Tara</at>';
    const facts = { network: 'Employee', phone, firstName: 'Invented', department };
    const added = await world.send(tara, buttonOf(form, 'Add user', { ...facts, ...values }));
    expectHarmless(cardIn(added));
    const person = (await world.people()).find(({ fields }) => fields.phone === phone);
    expect(person?.fields).toMatchObject({ ...values, department });

    // A half of a letter typed into a form is refused, with the reason.
    const edit = cardIn(await world.raw(tara, 'edit-person', { person: person?.id }));
    saidIn(await world.send(tara, buttonOf(edit, 'Save', { firstName: half })));
    const same = (await world.people()).find(({ id }) => id === person?.id);
    expect(same?.fields.firstName).toBe('Invented');

    const page = cardIn(await world.raw(tara, 'show-directory', { network: 'Employee' }));
    expectHarmless(page);
    const choices = [...inputsOf(page).values()].flatMap((input) => input.choices);
    expect(choices.map(({ value }) => value)).toContain(department);
    const filtered = cardIn(
      await world.raw(tara, 'show-directory', { network: 'Employee', department }),
    );
    expectHarmless(filtered);
    expect(JSON.stringify(filtered)).toContain(person?.id);
    expect(JSON.stringify(filtered)).toMatch(/\b1\b/);

    for (const format of ['csv', 'xlsx']) {
      const card = await world.newCard('export', 'Create request');
      expectHarmless(card.json);
      await world.send(tara, buttonOf(card, 'Create request', { format }));
      await world.settled();
      const [operation] = (await world.operations()).filter(({ kind }) => kind === 'export');
      expect(operation?.state).toBe('completed');
      const bytes: Buffer[] = [];
      for await (const chunk of storage.files.open(operation?.original ?? '')) bytes.push(chunk);
      if (format === 'csv') {
        const rows = cellsOf(Buffer.concat(bytes).toString());
        for (const cell of rows.flat()) expect(cell).not.toMatch(runs);
        await tara.say('import employees');
        await tara.sendFile('back.csv', Buffer.concat(bytes));
        const preview = await tara.waitForCard(
          (seen) => seen.titles.includes('Import') && seen.text.includes('back.csv'),
        );
        expect(preview.text).toMatch(/\b0\s*Added[^]*\b0\s*Updated/u);
        expect(preview.text).toMatch(/\b0\s*Rejected/u);
        expect(preview.text).not.toMatch(/not understood/u);
        await tara.press(preview, 'Cancel');
      } else {
        const parts = Object.entries(unzipSync(Buffer.concat(bytes)));
        const sheets = parts.filter(([name]) => /worksheets\/.*\.xml$/u.test(name));
        expect(sheets).toHaveLength(1);
        for (const [, xml] of parts.filter(([name]) => name.endsWith('.xml'))) {
          const text = strFromU8(xml);
          expect(text).not.toMatch(/<f>|<script|<at>|<hyperlink/u);
          // eslint-disable-next-line no-control-regex -- XML can't hold them
          expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u);
        }
      }
    }
  });

  it('are in no line of the log, and each line of it is one entry', () => {
    const lines = kept.lines();
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('level');
    for (const name of names)
      expect(kept.written()).not.toContain(JSON.stringify(name).slice(1, -1));
    expect(kept.written()).not.toMatch(/\+44207946|HYPERLINK|Invented/u);
  });
});

/** Teams' data about a person or a thing, with another name. */
function named(told: unknown, name: string): Record<string, unknown> {
  return { ...(told as Record<string, unknown>), name };
}
