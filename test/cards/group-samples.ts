import { groupAddCard } from '../../src/cards/group-add-card.ts';
import { groupCard } from '../../src/cards/group-card.ts';
import { groupsCard } from '../../src/cards/groups-card.ts';
import { requestsCard } from '../../src/cards/requests-card.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { safeId } from '../../src/domain/organization.ts';
import type { Text } from '../../src/text/text.ts';
import { samplePersonId } from './directory-samples.ts';
import type { NamedCard, Words } from './words.ts';

const id = (index: number) => safeId(`19:sample-${String(index)}@thread.tacv2`);

function person(words: Words, index: number): StoredPerson {
  return {
    id: samplePersonId(index),
    network: index % 2 === 0 ? 'Employee' : 'Others',
    fields: { displayName: words.person, phone: `+44770090${String(1000 + index)}` },
    source: index % 2 === 0 ? 'entra' : 'group',
    linked: index % 2 === 0,
    addedAt: '2026-01-15T09:30:00.000Z',
    changedAt: '2026-01-15T09:30:00.000Z',
    changedBy: { id: 'sample', name: words.person },
    history: [],
    etag: '',
  };
}

const members = (words: Words) =>
  Array.from({ length: 10 }, (_, index) => ({
    member: index % 2 === 0 ? `sample-${String(index)}` : samplePersonId(index),
    name: words.person,
    how: index % 2 === 0 ? ('roster' as const) : ('by-hand' as const),
    ...(index !== 3 && { person: person(words, index) }),
    ...(index === 5 && { phone: '+447700900123' }),
  }));

export const groups = (words: Words, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: id(index),
    name: index === 1 ? '' : words.value,
    kind: index % 2 === 0 ? ('team' as const) : ('groupChat' as const),
    isOwn: index % 2 === 0,
  }));

export const requests = (words: Words, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    person: samplePersonId(index),
    deletedAt: '2026-01-15T09:30:00.000Z',
    by: { id: 'sample', name: words.person },
    group: index === 1 ? '' : words.value,
    name: words.person,
    at: '2026-01-16T09:30:00.000Z',
    deleted: { ...person(words, index), deletedAt: '2026-01-15T09:30:00.000Z' },
  }));

/** The cards of organization groups, filled with these words. */
export function groupCards(text: Text, words: Words): NamedCard[] {
  const group = { id: id(0), name: words.value, kind: 'team' as const };
  const everything = { add: true, remove: true, seeProfiles: true };
  const ofAnOwner = { add: true, remove: true, seeProfiles: false };
  const whole = { text, group, members: members(words), total: 1_234, pages: 124 };
  return [
    { name: 'groups', ...groupsCard({ text, groups: groups(words, 4) }) },
    { name: 'groups-many', ...groupsCard({ text, groups: groups(words, 60) }) },
    { name: 'group', ...groupCard({ ...whole, page: 0, may: everything }) },
    {
      name: 'group-added',
      ...groupCard({
        ...whole,
        page: 1,
        may: ofAnOwner,
        news: { what: 'added', name: words.person },
      }),
    },
    {
      name: 'group-empty',
      ...groupCard({
        ...whole,
        members: [],
        total: 0,
        page: 0,
        pages: 1,
        may: { add: false, remove: false, seeProfiles: false },
        news: { what: 'removed' },
      }),
    },
    { name: 'requests', ...requestsCard({ text, requests: requests(words, 2) }) },
    { name: 'requests-many', ...requestsCard({ text, requests: requests(words, 60) }) },
    { name: 'requests-none', ...requestsCard({ text, requests: [] }) },
    {
      name: 'group-add',
      ...groupAddCard({ text, groups: groups(words, 1), phone: '', name: '', problems: [] }),
    },
    {
      name: 'group-add-wrong',
      ...groupAddCard({
        text,
        groups: groups(words, 100),
        phone: words.value,
        name: words.person,
        problems: [
          { field: 'phone', reason: 'phone-not-a-number' },
          { field: 'name', reason: 'name-missing' },
        ],
      }),
    },
  ];
}
