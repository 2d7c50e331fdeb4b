import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isolate, withoutBidiControls } from '../../src/text/bidi.ts';
import { languages, textFor } from '../../src/text/text.ts';
import { samplePeople } from '../../emulators/teams/people.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { createTeamsClient } from '../support/teams-client.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const locales: Readonly<Record<string, string>> = {
  en: 'en-IN',
  de: 'de-AT',
  hi: 'hi-IN',
  es: 'es-MX',
  ar: 'ar-EG',
};

/** One person, one without a phone number. */
const file = (last: string) =>
  `Phone number,First name,Last name\r\n+44 20 7946 01${last},Ada,Sample\r\n,Bo,Sample\r\n`;

const counts = { added: 1, updated: 0, unchanged: 0, rejected: 1 };

/** The words of a card, whatever its direction and the order of its parts. */
const wordsOf = (card: SeenCard) => withoutBidiControls(card.text).replaceAll('\\', '');
const plain = (sentence: string) => withoutBidiControls(sentence);

describe('an organization whose admins speak different languages', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(() => rollcall.stop());

  function whoReads(key: string, locale: string): TeamsClient {
    const person = samplePeople.find((each) => each.key === key);
    if (person === undefined) throw new Error(`no sample person "${key}"`);
    return createTeamsClient({ teams: rollcall.teams.teams, person: { ...person, locale } });
  }

  it.each(languages().map((language, index) => [language, index] as const))(
    'each reads an import in their own, from the preview to the reasons in the error log: %s',
    async (language, index) => {
      const locale = locales[language] ?? language;
      const text = textFor(locale, 'Europe/Berlin');
      const admin = whoReads('tara', locale);
      const name = `crew-${language}.csv`;

      await admin.say('import');
      const question = await admin.waitForCard((card) =>
        card.titles.includes(text.buttons.continue),
      );
      expect(wordsOf(question)).toContain(plain(text.import.chooseNetwork));
      await admin.press(question, text.buttons.continue, { network: 'Employee' });

      await admin.sendFile(name, file(String(10 + index)));
      const preview = await admin.waitForCard((card) => card.titles.includes(text.buttons.import));
      expect(preview.json).toMatchObject({ lang: language });
      expect(preview.json.rtl).toBe(language === 'ar' ? true : undefined);
      expect(wordsOf(preview)).toContain(plain(text.preview.nothingWritten));
      expect(wordsOf(preview)).toContain(plain(text.rowReason({ reason: 'phone-missing' })));

      await admin.press(preview, text.buttons.import);
      const notice = await admin.waitForMessage(
        (message) =>
          message.change > preview.message.change &&
          message.id !== preview.message.id &&
          JSON.stringify(message).includes(name),
      );
      const ended = plain(text.notice.title('import', 'completed'));
      expect(withoutBidiControls(JSON.stringify(notice))).toContain(ended);
      expect(notice.summary ?? '').not.toMatch(/undefined|NaN/u);

      // Written by a job that knows the person from the record alone.
      const done = await admin.waitForCard(
        (card) => card.text.includes(name) && card.titles.includes(text.buttons.downloadErrorLog),
        { since: 'start' },
      );
      const log = await (await admin.follow(done, text.buttons.downloadErrorLog)).text();
      const [header, row] = log.replace(/^\uFEFF/u, '').split('\r\n');
      expect(header).toBe('Line,Reason,Phone number,First name,Last name');
      expect(row).toContain(text.rowReason({ reason: 'phone-missing' }));

      // Another person of the same organization: their own language, about the same import.
      const other = whoReads('omar', 'en-GB');
      await rollcall.storage.roles.give(
        other.person.tenantId,
        other.person.aadObjectId,
        'organization-admin',
      );
      for (const [reader, readerText] of [
        [admin, text],
        [other, textFor('en-GB', 'Europe/Berlin')],
      ] as const) {
        await reader.say('import history');
        const history = await reader.waitForCard((card) =>
          wordsOf(card).includes(plain(readerText.history.title('import'))),
        );
        expect(history.json).toMatchObject({ lang: readerText.language });
        expect(wordsOf(history)).toContain(name);
        expect(wordsOf(history)).toContain(readerText.status('completed'));
        expect(wordsOf(history)).toContain(plain(readerText.countLine(counts)));
      }
    },
  );

  it('whoever has no role is refused in their own, and a press is answered in the language of who presses', async () => {
    for (const language of languages()) {
      const locale = locales[language] ?? language;
      const member = whoReads('mika', locale);
      await member.say('directory');
      const refused = await member.answer();
      const start = textFor(locale).error({ code: 'not-an-admin', details: {} }).split(/[:.।]/u, 1);
      expect(withoutBidiControls(JSON.stringify(refused))).toContain(plain(start[0] ?? ''));
    }
    // A card sent while they read German, used after they changed to English.
    const before = whoReads('tara', 'de-DE');
    await before.say('import');
    const text = textFor('de-DE');
    const card = await before.waitForCard((seen) => seen.titles.includes(text.buttons.cancel));
    const after = whoReads('tara', 'en-GB');
    const outcome = await after.press(card, text.buttons.cancel);
    expect(after.outcomeText(outcome)).toMatch(/question|Cancelled|dropped/u);
  });

  it('a press that names its language only beside it is answered in that', async () => {
    const tara = whoReads('tara', 'de-DE');
    await tara.say('help', { locale: undefined });
    const home = await tara.waitForCard((card) =>
      card.titles.includes(textFor('de-DE').commands.import ?? ''),
    );
    expect(home.json).toMatchObject({ lang: 'de' });
  });

  it('a name in Arabic leaves the phone number beside it as it is, in an English card too', async () => {
    const tara = whoReads('tara', 'en-GB');
    await tara.say('import employees');
    await tara.sendFile(
      'arabic.csv',
      'Phone number,First name,Last name,Job title\r\n+44 20 7946 0190,نور,العينة,مدير\r\n',
    );
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Import');
    await tara.waitForMessage(
      ({ id, change }) => change > preview.message.change && id !== preview.message.id,
    );
    await tara.say('find نور');
    const found = await tara.waitForCard('العينة');
    await tara.say('directory');
    const first = await tara.waitForCard((card) => card.titles.includes('Next'));
    await tara.press(first, 'Next');
    const list = await tara.waitForCard(
      (card) => card.text.includes('العينة') && card.message.id !== found.message.id,
    );
    expect(list.text).toContain(`${isolate('+44 20 7946 0190')} · ${isolate('مدير')}`);
  });
});
