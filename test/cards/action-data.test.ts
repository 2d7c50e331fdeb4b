import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maxTrailLength } from '../../src/cards/card-actions.ts';
import { packAction, packDialog, unpackAction } from '../../src/cards/action-data.ts';
import type { CardAction } from '../../src/cards/card-actions.ts';
import { sampleId } from './every-card.ts';

const actions: CardAction[] = [
  { verb: 'run-command', command: 'import history' },
  { verb: 'choose-network' },
  { verb: 'choose-network', operation: sampleId },
  { verb: 'start-import', operation: sampleId },
  { verb: 'cancel-operation', operation: sampleId, kind: 'import' },
  { verb: 'cancel-operation', operation: sampleId, kind: 'import', as: 'choice' },
  { verb: 'refresh-operation', operation: sampleId, kind: 'export' },
  { verb: 'show-history', kind: 'import', trail: [] },
  { verb: 'show-history', kind: 'export', from: sampleId, trail: ['', sampleId] },
  { verb: 'cancel-dialogue' },
];

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what a button carries', () => {
  it.each(actions)(
    'comes back as it was packed, from a new client and an old one: $verb',
    (action) => {
      const packed = packAction('Title', action);
      expect(packed).toMatchObject({
        type: 'Action.Execute',
        title: 'Title',
        fallback: { type: 'Action.Submit', title: 'Title', data: packed.data },
      });
      expect(unpackAction(packed.verb, sent(packed.data))).toEqual(action);
      expect(unpackAction(undefined, sent(packed.data))).toEqual(action);
    },
  );

  it('takes the network from the input of the card', () => {
    const { data } = packAction('Continue', { verb: 'choose-network', operation: sampleId });
    const chosen = { ...(data as object), network: 'others' };
    expect(unpackAction('choose-network', chosen)).toMatchObject({ network: 'Others' });
    for (const network of ['', 'Everyone', 7, null, ['Employee']]) {
      expect(unpackAction('choose-network', { ...chosen, network })?.verb).toBe('choose-network');
      expect(unpackAction('choose-network', { ...chosen, network })).not.toHaveProperty(
        'network',
        expect.anything(),
      );
    }
  });

  it('of a draft isn’t read by version 1.4, which would save what is only to be shown', () => {
    const asked = { network: 'All', columns: 'all', changes: 'all', format: 'csv' } as const;
    const create = { verb: 'create-export', key: '0123456789abcdef', ...asked } as const;
    expect(packDialog('Open', create)).toMatchObject({ data: { v: 1 } });
    const { data } = packDialog('Open', { ...create, draft: true });
    expect(data).toMatchObject({ v: 2 });
    expect(unpackAction(undefined, sent(data))).toMatchObject({ draft: true });
    expect(unpackAction(undefined, { ...(data as object), v: 1 })).toBeUndefined();
  });

  it('is refused when it was altered or is not ours', () => {
    const { data } = packAction('Import', { verb: 'start-import', operation: sampleId });
    const good = data as Record<string, unknown>;
    const altered: [unknown, unknown][] = [
      ['cancel-operation', good],
      ['start-import', { ...good, v: 2 }],
      ['start-import', { ...good, v: '1' }],
      ['start-import', { ...good, operation: '../../secrets' }],
      ['start-import', { ...good, operation: { $ne: '' } }],
      ['start-import', { v: 1, verb: 'start-import' }],
      [{}, good],
      [undefined, { ...good, verb: 'drop-everything' }],
      [undefined, { ...good, verb: '__proto__' }],
      [undefined, JSON.stringify(good)],
      [undefined, [good]],
      [undefined, null],
      ['run-command', { v: 1, verb: 'run-command', command: 'x'.repeat(101) }],
      ['show-history', { v: 1, verb: 'show-history', kind: 'everything', trail: [] }],
      [
        'show-history',
        {
          v: 1,
          verb: 'show-history',
          kind: 'import',
          trail: Array.from({ length: maxTrailLength + 1 }, () => ''),
        },
      ],
      ['show-history', { v: 1, verb: 'show-history', kind: 'import', trail: ['x'] }],
    ];
    for (const [verb, value] of altered) expect(unpackAction(verb, value)).toBeUndefined();
  });

  it('never makes reading fail, whatever a client sends', () => {
    const verbs = fc.constantFrom(...actions.map(({ verb }) => verb));
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), verbs),
        fc.oneof(
          fc.anything(),
          fc.record({
            v: fc.constant(1),
            verb: verbs,
            operation: fc.anything(),
            trail: fc.anything(),
            network: fc.anything(),
          }),
        ),
        (verb, data) => {
          const action = unpackAction(verb, data);
          if (action !== undefined)
            expect(actions.map((known) => known.verb)).toContain(action.verb);
        },
      ),
    );
  });

  it('carries nothing but what its action needs: inputs and extras do not come through', () => {
    expect(unpackAction('cancel-dialogue', { v: 1, verb: 'cancel-dialogue', admin: true })).toEqual(
      { verb: 'cancel-dialogue' },
    );
  });
});
