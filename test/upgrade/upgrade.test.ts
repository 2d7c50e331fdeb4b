import { parseJobMessage } from '../../src/domain/operations/job-message.ts';
import { describe, expect, it } from '@jest/globals';
import { unpackAction } from '../../src/cards/action-data.ts';
import { parseReadRoster } from '../../src/features/groups/roster-message.ts';
import { parseDelivery } from '../../src/features/notices/delivery-message.ts';
import { entryAt } from '../../src/features/search/segment.ts';
import { decodeSegment } from '../../src/features/search/segment-file.ts';
import { openTestStorage } from '../support/storage.ts';
import { bringAccount } from './account.ts';
import { fixturesOf, keptVersions } from './fixtures.ts';
import { readers, withoutEtags } from './readers.ts';
import { messageSamples } from './samples/messages.ts';
import { pressSamples } from './samples/presses.ts';

const versions = keptVersions();

/** Rows of an import that several workers wrote: the record's checkpoint counts, and its end removes them. */
const noLongerRead = ['importParts'];

describe.each(versions)('after an upgrade from %s', (version) => {
  const kept = fixturesOf(version);

  it.each(kept.presses.map((press) => [press.verb, press] as const))(
    'a button of an old card does what it did: %s',
    (verb, { data, meant }) => {
      expect(meant).not.toBeNull();
      // More may be understood than there was, never less.
      expect(unpackAction(verb, data)).toMatchObject(meant as object);
      expect(unpackAction(undefined, data)).toMatchObject(meant as object);
    },
  );

  it('no job is dropped that an old process asked for', () => {
    for (const message of kept.messages.jobs) {
      expect(parseJobMessage(message)).toMatchObject(message as object);
    }
  });

  it('nobody goes without the notice or card that an old process asked for', () => {
    for (const message of kept.messages.deliveries) {
      const understood = parseDelivery(message) ?? parseReadRoster(message);
      expect(understood).toMatchObject(message as object);
    }
  });

  it('every row of an old process is read as what it meant', async () => {
    const { connection, storage } = await openTestStorage();
    await bringAccount(connection, kept.records);
    expect(kept.records.reads.length).toBeGreaterThan(30);
    for (const { reader, key, meant } of kept.records.reads) {
      if (noLongerRead.includes(reader)) continue;
      const read = readers[reader];
      if (read === undefined) throw new Error(`the reader ${reader} was taken away`);
      const found = { read: withoutEtags(await read(storage, key as Record<string, string>)) };
      expect(found).toMatchObject({ read: meant });
    }
  });

  it('a kept part of the directory view shows the same people, or is made anew, and is never misread', async () => {
    for (const { base64, meant } of kept.parts) {
      const part = await decodeSegment(Buffer.from(base64, 'base64'));
      if (part === undefined) continue;
      const people = Array.from({ length: part.count }, (_each, index) => entryAt(part, index));
      expect(people).toMatchObject(meant as object[]);
    }
  });
});

describe('whoever changes a shape', () => {
  const newest = fixturesOf(versions.at(-1) ?? '');

  it('keeps a fixture of each new verb and message: npm run fixtures', () => {
    const verbs = new Set(newest.presses.map(({ verb }) => verb));
    expect([...verbs].toSorted()).toEqual(Object.keys(pressSamples).toSorted());
    for (const queue of ['jobs', 'deliveries'] as const) {
      const types = newest.messages[queue].map((message) => (message as { type: string }).type);
      expect(types.toSorted()).toEqual(Object.keys(messageSamples[queue]).toSorted());
    }
  });
});
