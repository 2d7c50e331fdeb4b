import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verbs } from '../../src/cards/card-actions.ts';
import { readPhoneAndName } from '../../src/bot/commands/group-add.ts';
import { findCommand } from '../../src/bot/commands/index.ts';
import { labelOf } from '../../src/lib/label.ts';
import { unpackAction } from '../../src/cards/action-data.ts';
import { escapeMarkdown, shorten } from '../../src/cards/escape.ts';
import { initialsOf } from '../../src/cards/person-parts.ts';
import { attributeTypes, builtInAttributes } from '../../src/domain/attributes.ts';
import { safeId } from '../../src/domain/organization.ts';
import { parseOwnValue } from '../../src/domain/own-values.ts';
import { parsePhone } from '../../src/domain/phone.ts';
import { parseValue } from '../../src/domain/values.ts';
import { findCut } from '../../src/features/imports/reading/delimiter.ts';
import { countUnderstood, meansBuiltIn } from '../../src/features/imports/reading/headers.ts';
import { refuseOtherFiles } from '../../src/features/imports/reading/sniff.ts';
import { withoutSignatures } from '../../src/log.ts';
import * as guards from '../../src/lib/spreadsheets/cell-guard.ts';
import { fold } from '../../src/lib/spreadsheets/fold.ts';
import { headerKey } from '../../src/lib/spreadsheets/header-key.ts';
import { contentDisposition } from '../../src/infra/storage/links.ts';
import { onlyWholeIsolates } from '../../src/text/bidi.ts';
import { textFor } from '../../src/text/text.ts';
import { wordsOf } from '../../src/lib/fold.ts';
import { parseSearch } from '../../src/features/search/search.ts';
import { computing } from '../support/cpu-time.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { everyPattern, hostileTexts } from './long-texts.ts';

/** Of a text: what a message, a card or a file may bring at most, or more. */
const length = 100_000;
/** In ms of computing. A pattern that takes quadratic time takes 4 s for this at least, a linear one a few milliseconds. */
const maxMs = 1_000;

const texts = hostileTexts(length);
/** Of a fifth of the length: most of what is quadratic is found without waiting for minutes. */
const glances = hostileTexts(length / 5);

/**
 * In ms of a glance. A pattern is the same at each length, unlike code: what takes less for a fifth takes less than the limit for all
 * of it, even if its time grows with the fourth power of the length.
 */
const quickMs = maxMs / 5 ** 4;

function expectLinear(name: string, work: (text: string) => unknown, surelyBelowMs = 0): void {
  for (const [index, { piece, text }] of texts.entries()) {
    const glance = atBest(() => work(glances[index]?.text ?? ''));
    if (glance < surelyBelowMs) continue;
    const ms = glance > maxMs / 2 ? glance * 25 : atBest(() => work(text));
    if (ms > maxMs) expect([name, piece, `${Math.round(ms)} ms`]).toEqual([]);
  }
}

/** Once more where it took long: the first time code is loaded. */
function atBest(work: () => unknown): number {
  const first = computing(work);
  return first > maxMs / 10 ? Math.min(first, computing(work), computing(work)) : first;
}

describe('a text of 100,000 characters made to take long holds up nobody:', () => {
  const patterns = everyPattern();

  it(`each of the product’s patterns is done with it at once`, () => {
    expect(patterns.length).toBeGreaterThan(150);
    for (const { at, regExp } of patterns)
      expectLinear(`${at} ${regExp.source}`, (text) => text.replace(regExp, '_'), quickMs);
  });

  const attributes = builtInAttributes.filter((attribute) => attribute !== 'phone');
  const reading: Readonly<Record<string, (text: string) => unknown>> = {
    'what was said, as a command': (text) => findCommand(text),
    'what was said to a group': readPhoneAndName,
    'a name that Teams tells': (text) => labelOf(text, 100),
    'an id': safeId,
    'a locale and a time zone': (text) => textFor(text, text).format.dateTime('2026-01-01'),
    'a search': parseSearch,
    'words of a name': wordsOf,
    'initials of a name': initialsOf,
    'a phone': (text) => parsePhone(text, 'GB'),
    'a value': (text) => attributes.map((attribute) => parseValue(attribute, text)),
    'a value of an own attribute': (text) =>
      attributeTypes.map((type) => parseOwnValue(type, text)),
    'text of a card': escapeMarkdown,
    'text cut for a card': (text) => shorten(text, 80),
    'a reason in a sentence': (reason) =>
      textFor('en').error({ code: 'given-up', details: { reason } }),
    'marks of direction': onlyWholeIsolates,
    'a cell to be written': (text) => [guards.guardCell(text), guards.guardText(text)],
    'a cell to be sent back': guards.guardAsSent,
    'a cell that was read': (text) => [guards.unguardCell(text), guards.unguardCell(`'${text}`)],
    'a cell, folded': fold,
    'a header': (text) => [headerKey(text), meansBuiltIn(text), countUnderstood([text])],
    'the beginning of a file': (text) => findCut(text),
    'the bytes of a file': (text) => {
      try {
        refuseOtherFiles(Buffer.from(`PK\x03\x04${text}`), text);
      } catch {
        // It may well be refused.
      }
    },
    'the name of a file': contentDisposition,
    'an error of a library, for the log': withoutSignatures,
  };

  it.each(Object.entries(reading))('%s', (name, work) => expectLinear(name, work), 60_000);

  it('data of a button', () => {
    for (const verb of verbs) {
      for (const { text } of texts.filter(({ piece }) => ' .,a'.includes(piece))) {
        const keys = ['query', 'person', 'selected', 'columns', 'groups', 'phone', 'name', 'key'];
        const data = Object.fromEntries(keys.map((key) => [key, text]));
        expect(computing(() => unpackAction(verb, { v: 1, verb, ...data }))).toBeLessThan(maxMs);
      }
    }
  });
});

describe('whoever writes more than anybody reads', () => {
  let rollcall: TestRollcall;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  beforeAll(async () => {
    rollcall = await startRollcall();
    await rollcall.teams.mika.say('help');
    delay.enable();
  });
  afterAll(async () => {
    delay.disable();
    await rollcall.stop();
  });

  it.each([
    ['a full stop 28,000 times', `a${'.'.repeat(28_000)}x`],
    ['an ellipsis 14,000 times', `a${'…'.repeat(14_000)}x`],
    ['10,000 words of one dot to be found', `find ${'. '.repeat(10_000)}x`],
    ['100,000 characters', `a${'.'.repeat(100_000)}x`],
  ])('(%s) is told so in one sentence, and others are answered meanwhile', async (_what, text) => {
    const { mika } = rollcall.teams;
    delay.reset();
    await mika.say(text);
    const [answer, ...more] = mika.fromBot('action');
    expect(answer?.text).toMatch(/too long: I read up to 4,000 characters/);
    expect(more).toEqual([]);
    expect(delay.max / 1e6).toBeLessThan(maxMs);
  });

  it('in the fields of a card is answered at once', async () => {
    const { tara } = rollcall.teams;
    const text = `a${'. '.repeat(50_000)}x`;
    delay.reset();
    for (const [verb, data] of [
      ['find-person', { query: text }],
      ['add-person', { network: 'Others', fields: ['phone'], phone: text, firstName: text }],
      ['add-member', { phone: text, name: text }],
      ['save-attribute', { name: text, type: 'text' }],
    ] as const) {
      const answer = await tara.send(pressBy(tara, verb, { v: 1, verb, ...data }));
      expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    }
    expect(delay.max / 1e6).toBeLessThan(maxMs);
  });
});
