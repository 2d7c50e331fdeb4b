import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { expandCard, expandPart } from '../../src/cards/template.ts';

const complete = {
  language: 'en',
  fallbackText: '',
  actions: [],
  title: 'T',
  intro: 'I',
  kinds: 'K',
};

describe('templates of cards', () => {
  it('refuse to show a card with a binding that found nothing, before a person sees it', () => {
    expect(() => expandCard('template', { ...complete, kinds: undefined })).toThrow(/kinds/);
    for (const file of readdirSync(new URL('../../cards/parts/', import.meta.url))) {
      expect(() => expandPart(file.replace('.json', ''), {})).toThrow();
    }
  });

  it('take data as text: what looks like a binding in a name is neither evaluated nor lost', () => {
    for (const name of [
      '${kinds}',
      '${',
      '${nothing}',
      '${json(1',
      'a${title}b\u00001',
      '\u00000${x}',
      '`${1+1}`',
    ]) {
      const card = expandCard('template', { ...complete, title: name, fallbackText: name });
      expect(card.fallbackText).toBe(name);
    }
    const card = expandCard('template', { ...complete, intro: 'Hi ${kinds}' });
    expect(card.body[1]).toMatchObject({ text: 'Hi ${kinds}' });
  });

  it('give each reader a card of their own', () => {
    const first = expandCard('template', complete);
    const second = expandCard('template', { ...complete, intro: 'Other' });
    expect(first.body[1]).toMatchObject({ text: 'I' });
    expect(second.body[1]).toMatchObject({ text: 'Other' });
  });

  it('show text as it was written: no markup, and phone numbers as people read them', () => {
    const input = {
      type: 'Input.Text',
      id: 'x',
      label: 'of +442079460101',
      value: '+442079460101',
    };
    const data = {
      ...complete,
      title: '*Ada*',
      intro: 'at +442079460101',
      actions: [input, 7, null],
    };
    const { body, actions } = expandCard('template', data);
    expect(body[0]).toMatchObject({ text: '\\*Ada\\*' });
    expect(body[1]).toMatchObject({ text: expect.stringMatching(/^at \+44\s20\s7946\s0101$/u) });
    expect(actions).toEqual([
      { ...input, label: expect.stringMatching(/^of \+44\s20\s7946\s0101$/u) },
      7,
      null,
    ]);
    const title = {
      type: 'Action.Execute',
      title: '*Ada*',
      data: { note: undefined, list: ['*'] },
    };
    const [button] = expandCard('template', { ...complete, actions: [title] }).actions ?? [];
    expect(button).toEqual({ ...title, data: { list: ['*'] } });
    expect(Object.keys((button as { data: object }).data)).toEqual(['list']);
  });

  it('follow the direction of their language, and leave that of what is written otherwise', () => {
    const field = (placeholder?: string) => ({ type: 'Input.Text', placeholder });
    const nested = { type: 'AdaptiveCard', body: [] };
    const words = '\u0645\u0631\u062d\u0628\u0627';
    const actions = [field(words), field('+44'), field(), nested];
    const data = { ...complete, language: 'ar', title: words, intro: 'people.csv', actions };
    const card = expandCard('template', data) as unknown as {
      rtl?: boolean;
      body: { text: string }[];
      actions: Record<string, unknown>[];
    };
    expect(card.rtl).toBe(true);
    expect(card.body.map(({ text }) => text)).toEqual([
      words,
      '\u2068people.csv\u2069',
      '\u2068K\u2069',
    ]);
    const [right, left, none, inner] = card.actions;
    expect(right?.placeholder).toMatch(new RegExp(`^[\u2066-\u2068]${words}\u2069$`, 'u'));
    expect([left?.placeholder, none?.placeholder, inner?.rtl]).toEqual(['+44', undefined, true]);
    const english = expandCard('template', { ...data, language: 'en' });
    expect(english).not.toHaveProperty('rtl');
    expect(english.body[1]).toMatchObject({ text: 'people.csv' });
  });
});
