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
});
