import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { unpackAction } from '../../src/cards/action-data.ts';
import { historyCard } from '../../src/cards/history-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import { noCounts, statusWord } from '../../src/domain/operations/operation.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { textFor } from '../../src/text/text.ts';
import { most } from './directory-samples.ts';
import { everyCard, sampleId, sampleOperation } from './every-card.ts';
import { plainWords, worstWords } from './words.ts';
import type { NamedCard, Words } from './words.ts';
import { faultsOfNewer, newerElements } from './newer-elements.ts';
import { actionsOf, nodes, texts, titles } from './read-card.ts';

/** The renderer's own types pull its TypeScript sources into the check, so the few that are needed stand here. */
interface Renderer {
  readonly Versions: { readonly v1_5: unknown; readonly v1_6: unknown };
  readonly SerializationContext: new (version: unknown) => {
    readonly eventCount: number;
    getEventAt(index: number): { readonly message: string };
  };
  readonly HostConfig: new (config: object) => object;
  readonly AdaptiveCard: new () => {
    hostConfig: object;
    parse(card: unknown, context: unknown): void;
    validateProperties(): {
      readonly validationEvents: readonly {
        readonly message: string;
        readonly source: { isDynamicTypeahead?(): boolean };
      }[];
    };
  };
}
const require = createRequire(import.meta.url);
const { AdaptiveCard, HostConfig, SerializationContext, Versions } =
  require('adaptivecards/dist/adaptivecards.js') as Renderer;
const falseAlarms = [
  // The renderer tests `lang` with a global regular expression, which fails every second time.
  'Invalid value "en" for property "lang".',
  // Elements that Teams draws and this renderer doesn't know.
  ...newerElements.map(
    (type) => `Unknown element type "${type}". Fallback will be used if present.`,
  ),
];

const text = textFor('en-GB', 'Europe/Berlin');

const hostileWords: Words = {
  person: '<at>Everyone</at> ${fileName}',
  file: '[x](https://evil.example) ${status}.csv',
  value: '**${$root}**',
  link: 'https://files.example/${x}',
};

const cases = [everyCard(plainWords), everyCard(hostileWords), everyCard(worstWords, most)].flatMap(
  (cards) => cards.map((named): [string, NamedCard] => [named.name, named]),
);

it('each card has a name of its own, by which sheets and tables find it', () => {
  const names = everyCard(plainWords).map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

describe.each(cases)('the card %s', (_name, { card, summary }) => {
  it('can be used in Microsoft’s own test client, which can’t send a property `key`', () => {
    const sent = [...nodes(card)].flatMap(({ id, type, data }) => [
      ...(typeof type === 'string' && type.startsWith('Input.') ? [id] : []),
      ...Object.keys((data as object | undefined) ?? {}),
    ]);
    expect(sent).not.toContain('key');
  });

  it('is understood by the official renderer without a complaint', () => {
    // Search as you type came with 1.6; Teams takes it in cards of 1.5.
    const searches = JSON.stringify(card).includes('"choices.data"');
    const context = new SerializationContext(searches ? Versions.v1_6 : Versions.v1_5);
    const parsed = new AdaptiveCard();
    // As many as Teams draws.
    parsed.hostConfig = new HostConfig({ actions: { maxActions: 6 } });
    parsed.parse(card, context);
    const complaints = Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    );
    expect(complaints.filter((complaint) => !falseAlarms.includes(complaint))).toEqual([]);
    const wrong = parsed.validateProperties().validationEvents.filter(
      // The choices of a search come as one types.
      ({ message, source }) =>
        !(message.includes('at least one choice') && source.isDynamicTypeahead?.()),
    );
    expect(wrong).toEqual([]);
  });

  it('has newer elements as Teams knows them, each with one for older clients', () => {
    expect(faultsOfNewer(card)).toEqual([]);
  });

  it('fits into a message', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  });

  it('works on a phone: 1.5, no table, no image without address or words, all text wraps', () => {
    expect(card).toMatchObject({
      version: '1.5',
      lang: 'en',
      fallbackText: expect.stringMatching(/./),
    });
    expect(summary).toMatch(/./);
    for (const node of nodes(card)) {
      expect(['Table', 'ImageSet', 'Media']).not.toContain(node.type);
      if (node.type === 'Image') {
        const words = expect.stringMatching(/./);
        expect(node).toMatchObject({ url: words, altText: words });
      }
      if (node.type === 'TextBlock')
        expect(node).toMatchObject({ wrap: true, text: expect.stringMatching(/./) });
    }
  });

  it('can be pressed in an old client: each Execute falls back to a Submit with the same title and data', () => {
    for (const action of actionsOf(card, 'Action.Execute')) {
      expect(action.fallback).toMatchObject({
        type: 'Action.Submit',
        title: action.title,
        data: action.data,
      });
      expect(unpackAction(action.verb, action.data)).toMatchObject({ verb: action.verb });
    }
  });

  it('has phone numbers and large numbers as people read them', () => {
    const read = [...nodes(card)].flatMap(({ text: shown, title, label }) => [shown, title, label]);
    for (const line of read.filter((one) => typeof one === 'string')) {
      expect(line).not.toMatch(/(?<![\w+.@/-])\+\d{7,}(?![\w@]|[./:-]\w)/u);
      // A file's own text is quoted as it is, and an id isn't a number.
      // Only no-break spaces keep a phone number whole at the end of a line.
      const counted = line.replaceAll(/\+\d[\d\u00A0]+|\d+ → /gu, '');
      expect(counted).not.toMatch(/(?<![\w.,/:-])\d{5,}(?![\w/-])/u);
    }
  });

  it('says nothing unfinished', () => {
    for (const line of [...texts(card), summary])
      expect(line).not.toMatch(/undefined|NaN|\[object|null/);
  });
});

describe('names that look like markup or bindings', () => {
  it('stand in the cards as they are', () => {
    const shown = everyCard(hostileWords)
      .flatMap(({ card }) => texts(card))
      .join('\n');
    expect(shown).toContain('&lt;at>Everyone&lt;/at> ${fileName}');
    expect(shown).toContain('\\[x\\](https\\://evil.example) ${status}.csv');
    expect(shown).not.toContain('<at>');
    const links = everyCard(hostileWords).flatMap(({ card }) => actionsOf(card, 'Action.OpenUrl'));
    const own = /^(?:tel:\+\d+|https:\/\/teams\.microsoft\.com\/l\/chat\/0\/0\?users=[\w.%*-]+)$/u;
    const others = links.map(({ url }) => String(url)).filter((url) => !own.test(url));
    expect(new Set(others)).toEqual(new Set([hostileWords.link]));
  });
});

describe('the card of an operation', () => {
  const show = (changed: Partial<Operation>, readOnly = false) =>
    operationCard({
      text,
      operation: sampleOperation(plainWords, changed),
      links: { original: plainWords.link, errorLog: plainWords.link },
      readOnly,
    });

  it.each(['planning', 'queued', 'applying', 'completed', 'failed', 'cancelled'] as const)(
    'says exactly where it stands: %s',
    (state) => {
      expect(texts(show({ state }).card)).toContain(statusWord(state));
    },
  );

  it('asks for the network first', () => {
    const { card } = show({ state: 'choosing' });
    const [input] = actionsOf(card, 'Input.ChoiceSet');
    expect(input).toMatchObject({
      id: 'network',
      choices: [{ value: 'Employee' }, { value: 'Others' }],
    });
    expect(titles({ card })).toEqual(['Continue', 'Cancel']);
  });

  it('previews the counts, the problems with their lines, the changes and the columns left out', () => {
    const preview = show({ state: 'preview' });
    const lines = texts(preview.card);
    for (const line of [
      'Added',
      '1,204',
      'Updated',
      '36',
      'Unchanged',
      '9,812',
      'Rejected',
      '14',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines).toContain('Line 17');
    expect(lines).toContain('Job title: Clerk → Facilities');
    expect(lines).toContain('Nothing in the directory has changed yet.');
    expect(lines).toContain('2 people move here from the other network.');
    expect(lines).toContain('Shoe size, Facilities, Favourite colour');
    expect(titles(preview)).toEqual(['Import', 'Cancel', 'Change columns', 'Download error log']);
    expect(preview.summary).toContain('1,204 added, 36 updated, 9,812 unchanged, 14 rejected');
  });

  it('says when a file changes nothing, and can be imported all the same', () => {
    const { card } = show({ state: 'preview', counts: { ...noCounts, unchanged: 5 } });
    expect(texts(card).join(' ')).toContain('Everyone in this file is already up to date');
    expect(titles({ card })).toContain('Import');
  });

  it('can be refreshed and cancelled while it runs, and only downloaded afterwards', () => {
    expect(titles(show({ state: 'queued' }))).toEqual(['Refresh', 'Cancel']);
    expect(titles(show({ state: 'applying' }))).toEqual(['Refresh', 'Cancel']);
    expect(titles(show({ state: 'applying', cancelAsked: true }))).toEqual(['Refresh']);
    for (const state of ['completed', 'failed', 'cancelled'] as const) {
      // First what to do next; the other file is in the menu.
      expect(titles(show({ state }))).toEqual([
        ...['Show people', 'New link', 'Import history', 'Download error log', 'Download'],
      ]);
      const without = show({ state, counts: noCounts });
      expect(titles(without)).toEqual([
        ...['New link', 'Import history', 'Download error log', 'Download'],
      ]);
      const { link } = plainWords;
      const full = operationCard({
        text,
        operation: sampleOperation(plainWords, { state }),
        links: { original: link, errorLog: link, people: link },
        undoable: true,
      });
      expect(titles(full)).toHaveLength(5);
    }
  });

  it('shows how far it is, and never 100% before the end', () => {
    const lines = texts(show({ state: 'applying', rowsDone: 99_999, rowsTotal: 100_000 }).card);
    expect(lines).toContain('99,999 of 100,000 rows');
    expect(lines).toContain('99%');
  });

  it('never hides rejected rows behind the word Completed', () => {
    const lines = texts(show({ state: 'completed' }).card);
    expect(lines).toContain('14 rows rejected');
    expect(
      texts(show({ state: 'completed', counts: { ...noCounts, added: 1 } }).card),
    ).not.toContain('0 rows rejected');
  });

  it('does not pass off the plan’s counts as written when it was cancelled before', () => {
    const { card } = show({ state: 'cancelled', rowsDone: 0 });
    expect(texts(card)).toContain('Nothing was imported.');
    expect(texts(card)).not.toContain('Added');
    expect(texts(show({ state: 'cancelled', rowsDone: 500 }).card)).toContain('Added');
  });

  it('has no live button for someone who may only look', () => {
    for (const state of ['choosing', 'preview', 'queued', 'applying'] as const) {
      expect(actionsOf(show({ state }, true).card, 'Action.Execute')).toEqual([]);
    }
  });

  it('renews itself for its admin while it runs, and then as long as it has links', () => {
    const of = (state: Operation['state'], links = {}) =>
      operationCard({
        text,
        links,
        operation: sampleOperation(plainWords, { state }),
        refreshFor: ['29:a'],
      }).card;
    expect(of('applying').refresh).toMatchObject({
      userIds: ['29:a'],
      action: { verb: 'refresh-operation' },
    });
    expect(of('completed', { original: plainWords.link }).refresh).toBeDefined();
    expect(of('completed').refresh).toBeUndefined();
  });
});

describe('the notice', () => {
  it('leads to the directory only where there is one', () => {
    const operation = sampleOperation(plainWords, { state: 'completed' });
    const links = { original: plainWords.link };
    expect(titles(noticeCard({ text, operation, links, directory: true }))).toContain(
      'View directory',
    );
    expect(titles(noticeCard({ text, operation, links }))).toEqual(['New link', 'Download']);
  });
});

describe('the history', () => {
  const entry = {
    operation: sampleOperation(plainWords),
    links: { original: plainWords.link, errorLog: plainWords.link },
  };
  const page = (paging: { from?: string; trail: string[]; next?: string }) =>
    historyCard({ text, kind: 'import', entries: [entry], ...paging });
  const carried = ({ card }: { card: unknown }, title: string) =>
    actionsOf(card, 'Action.Execute').find((action) => action.title === title)?.data;

  it('has Next and Previous only where there is such a page', () => {
    // An import that waits can be opened from here.
    expect(titles(page({ trail: [] }))).toEqual([
      ...['Open', 'Refresh', 'Filter'],
      ...['Download error log', 'Download'],
    ]);
    expect(titles(page({ trail: [], next: sampleId }))).toEqual(expect.arrayContaining(['Next']));
    expect(titles(page({ from: sampleId, trail: [''] }))).toEqual(
      expect.arrayContaining(['Previous']),
    );
  });

  it('leads there and back again', () => {
    const second = '8231489029999-bbbbbbbb';
    expect(carried(page({ trail: [], next: sampleId }), 'Next')).toMatchObject({
      from: sampleId,
      trail: [''],
    });
    expect(carried(page({ from: sampleId, trail: [''], next: second }), 'Next')).toMatchObject({
      from: second,
      trail: ['', sampleId],
    });
    expect(carried(page({ from: second, trail: ['', sampleId] }), 'Previous')).toMatchObject({
      from: sampleId,
      trail: [''],
    });
    const first = carried(page({ from: sampleId, trail: [''] }), 'Previous');
    expect(first).toMatchObject({ trail: [] });
    expect(first).not.toHaveProperty('from');
  });

  it('shows the five worst entries whole enough to tell them apart, with every link intact', () => {
    const worst = everyCard(worstWords).find(({ name }) => name === 'history');
    const links = actionsOf(worst?.card, 'Action.OpenUrl');
    // Its file and its error log.
    expect(links).toHaveLength(10);
    const opened = actionsOf(worst?.card, 'Action.Execute').filter(({ title }) => title === 'Open');
    expect(opened).toHaveLength(5);
    for (const { url } of links) expect(url).toBe(worstWords.link);
  });
});
