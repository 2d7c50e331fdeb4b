import { expect, it } from '@jest/globals';
import { startRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

const people = 1_700;

/** More than an import notes one by one, so that lists follow it shard by shard. */
const csv = [
  'Phone number,First name,Last name',
  ...Array.from({ length: people }, (_, index) => {
    const digits = String(index).padStart(6, '0');
    return `+447400${digits},First${digits},Imported`;
  }),
].join('\r\n');

it('a search right after the notice of an import finds its people, though no shard can be read again', async () => {
  const { storage } = await openTestStorage();
  const stopped = Promise.withResolvers<undefined>();
  let isSlow = false;
  const slow: typeof storage.people = {
    ...storage.people,
    async *scan(...given) {
      if (isSlow) await stopped.promise;
      yield* storage.people.scan(...given);
    },
  };
  const rollcall = await startRollcall({ storage: { ...storage, people: slow } });
  const { tara } = rollcall.teams;
  try {
    await tara.say('directory');
    await tara.say('import employees');
    await tara.sendFile('many.csv', csv);
    const preview = await tara.waitForCard(
      ({ titles, text }) => titles.includes('Import') && text.includes('many.csv'),
    );
    isSlow = true;
    await tara.press(preview, 'Import');
    await tara.waitForCard(({ text }) => text.includes('Import completed'));
    await tara.say('find +447400001699');
    const found = await tara.waitForCard(({ text }) => /First001699|No one matches/u.test(text));
    expect(found.text).toContain('First001699 Imported');
  } finally {
    isSlow = false;
    stopped.resolve(undefined);
    await rollcall.stop();
  }
});
