import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withEnglish } from '../../scripts/app-package/languages.ts';
import { readManifest } from '../../scripts/app-package/manifest.ts';
import { commands, findCommand } from '../../src/bot/commands/index.ts';
import { textFor } from '../../src/text/text.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

const lists = readManifest().bots?.[0]?.commandLists ?? [];
const all = lists.flatMap((list) => list.commands);
const titlesIn = (scope: string) =>
  lists
    .filter(({ scopes }) => (scopes as readonly string[]).includes(scope))
    .flatMap((list) => list.commands.map(({ title }) => title));

const personalChatOnly = textFor('en').import.personalChatOnly;

describe('commands that Teams suggests and the bot doesn’t know, or the other way round:', () => {
  it('each is understood as the command that it names', () => {
    for (const { title } of all) {
      expect([title, findCommand(title)?.command.name]).toEqual([title, title]);
    }
  });

  it('those of the table of commands are suggested in the personal chat, each with its texts', () => {
    const suggested = commands.filter((command) => command.suggested === true);
    const manifest = readManifest();
    expect(
      withEnglish(
        manifest,
        suggested.map(({ name }) => name),
      ),
    ).toEqual(manifest);
  });

  it('each chat has one list, of no more than Teams shows, and nothing is cut off in it', () => {
    expect(lists.flatMap(({ scopes }) => scopes).toSorted()).toEqual([
      'groupChat',
      'personal',
      'team',
    ]);
    for (const list of lists) {
      expect(list.commands.length).toBeGreaterThan(0);
      expect(list.commands.length).toBeLessThanOrEqual(10);
      expect(new Set(list.commands.map(({ title }) => title)).size).toBe(list.commands.length);
    }
    for (const { title, description = '' } of all) {
      expect(title.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(128);
    }
  });
});

describe('whoever takes a suggestion', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  it.each(titlesIn('personal'))('gets a card for “%s” in the personal chat', async (title) => {
    const { tara } = rollcall.teams;
    const card = await tara.ask(title);
    expect(card.text).not.toMatch(/didn’t understand/);
  });

  it.each([
    ['team', 'inChannel'],
    ['groupChat', 'inGroup'],
  ] as const)('in a %s isn’t sent away to the personal chat', async (scope, place) => {
    const person = rollcall.teams[place]('tara');
    for (const title of titlesIn(scope)) {
      const card = await person.ask(title);
      expect(card.text).not.toMatch(/didn’t understand/);
    }
  });

  it('misses nothing in a group that would work there', async () => {
    const person = rollcall.teams.inGroup('tara');
    const notSuggested = commands
      .map(({ name }) => name)
      .filter((name) => !titlesIn('groupChat').includes(name));
    // A question of the personal chat can only be dropped there.
    for (const name of notSuggested.filter((each) => each !== 'cancel')) {
      await person.say(name);
      const answer = await person.waitForMessage(({ text }) => text !== undefined);
      expect([name, answer.text]).toEqual([name, personalChatOnly]);
    }
  });
});
