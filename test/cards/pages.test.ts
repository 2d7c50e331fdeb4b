import { describe, expect, it } from '@jest/globals';
import { unpackAction } from '../../src/cards/action-data.ts';
import { adminsCard } from '../../src/cards/admins-card.ts';
import { attributesCard } from '../../src/cards/attributes-card.ts';
import type { CardAction } from '../../src/cards/card-actions.ts';
import type { Card } from '../../src/cards/card.ts';
import { groupsCard } from '../../src/cards/groups-card.ts';
import { requestsCard } from '../../src/cards/requests-card.ts';
import { schedulesCard } from '../../src/cards/schedules-card.ts';
import { textFor } from '../../src/text/text.ts';
import { sampleAttributes } from './directory-samples.ts';
import { sampleSchedules } from './export-samples.ts';
import { groupCards, groups, requests } from './group-samples.ts';
import { actionsOf, texts } from './read-card.ts';
import { plainWords } from './words.ts';

const text = textFor('en-GB', 'Europe/Berlin');
const key = 'a'.repeat(16);

const attributes = sampleAttributes(plainWords, 42);
const removedAt = '2026-01-15T09:30:00.000Z';
const admins = Array.from({ length: 100 }, (_, index) => ({
  id: `admin-${String(index)}`,
  name: plainWords.person,
  role: 'organization-admin' as const,
  fixed: false,
}));

interface List {
  readonly name: string;
  /** of its rows */
  readonly verb: CardAction['verb'];
  readonly rows: number;
  readonly onPage: number;
  readonly show: (page?: number) => Card;
}

const at = (page?: number) => (page === undefined ? {} : { page });

const lists: readonly List[] = [
  {
    name: 'schedules',
    verb: 'remove-schedule',
    rows: 20,
    onPage: 5,
    show: (page) =>
      schedulesCard({ text, entries: sampleSchedules(plainWords, 20).map(mine), ...at(page) }),
  },
  {
    name: 'groups',
    verb: 'show-group',
    rows: 60,
    onPage: 10,
    show: (page) => groupsCard({ text, groups: groups(plainWords, 60), ...at(page) }),
  },
  {
    name: 'requests',
    verb: 'keep-deleted',
    rows: 23,
    onPage: 5,
    show: (page) => requestsCard({ text, requests: requests(plainWords, 23), ...at(page) }),
  },
  {
    name: 'admins',
    verb: 'remove-admin',
    rows: 100,
    onPage: 10,
    show: (page) => adminsCard({ text, key, admins, ...at(page) }),
  },
  {
    name: 'attributes in use',
    verb: 'remove-attribute',
    rows: 30,
    onPage: 10,
    show: (page) => attributesCard({ text, attributes: used(), removed: removed(), ...at(page) }),
  },
  {
    name: 'removed attributes',
    verb: 'restore-attribute',
    rows: 12,
    onPage: 10,
    show: (page) => attributesCard({ text, attributes: used(), removed: removed(), ...at(page) }),
  },
];

const used = () => attributes.slice(0, 30);
const removed = () => attributes.slice(30).map((attribute) => ({ ...attribute, removedAt }));

function mine({ schedule }: ReturnType<typeof sampleSchedules>[number]) {
  return { schedule, mayChange: true };
}

/** The rows that the buttons of one verb are about, each once. */
function rowsOf({ card }: Card, verb: string): string[] {
  const rows = actionsOf({ ...card, refresh: undefined }, 'Action.Execute')
    .filter((action) => action.verb === verb)
    .map(({ data }) => JSON.stringify(unpackAction(verb, data)));
  return [...new Set(rows)];
}

/** The page that a button leads to; undefined without the button. */
function turn({ card }: Card, title: 'Next' | 'Previous'): number | undefined {
  const [button] = actionsOf(card, 'Action.Execute').filter((action) => action.title === title);
  if (button === undefined) return undefined;
  const action = unpackAction(button.verb, button.data);
  return action !== undefined && 'page' in action ? action.page : undefined;
}

describe.each(lists)('the list of $name', ({ verb, rows, onPage, show }) => {
  it('shows every row on one page, and no page is long', () => {
    const seen: string[] = [];
    let card = show();
    for (let turns = 0; turns < 50; turns += 1) {
      const shown = rowsOf(card, verb);
      expect(shown.length).toBeLessThanOrEqual(onPage);
      seen.push(...shown);
      const page = turn(card, 'Next');
      if (page === undefined) break;
      const before = card;
      card = show(page);
      expect(turn(card, 'Previous')).toBe(page - 1);
      expect(card).not.toEqual(before);
    }
    expect(new Set(seen).size).toBe(rows);
    expect(seen).toHaveLength(rows);
  });

  it('says above the rows which ones a page has, and shows the last one where the list has become shorter', () => {
    expect(texts(show().card).join(' ')).toMatch(new RegExp(`1–${String(onPage)} of \\d+`, 'u'));
    const drawn = JSON.stringify(show().card.body);
    expect(drawn.search(/1–\d+ of \d+/u)).toBeLessThan(drawn.indexOf('Action.Execute'));
    const far = show(90_000);
    expect(turn(far, 'Next')).toBeUndefined();
    expect(turn(far, 'Previous')).toBeGreaterThan(0);
  });
});

it('a group’s members are counted like the rows of other lists', () => {
  const shown = groupCards(text, plainWords).find(({ name }) => name === 'group-added');
  expect(texts(shown?.card).join(' ')).toMatch(/\b\d+–\d+ of 1,234\b/u);
});
