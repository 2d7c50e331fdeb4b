import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../../src/domain/operations/failure-of.ts';
import { AppError } from '../../src/errors.ts';
import { languages } from '../../src/text/catalogues.ts';
import { textFor } from '../../src/text/text.ts';

const undone = { of: 'earlier' } as const;
const operations = {
  file: { kind: 'import' },
  list: { kind: 'import', madeFrom: 'list' },
  restore: { kind: 'import', restores: {} },
  undo: { kind: 'import', madeFrom: 'list', undo: undone },
  sync: { kind: 'sync' },
  export: { kind: 'export' },
} as const;
const error = new AppError('given-up', { tries: 5 });

describe('an operation that failed', () => {
  it.each(languages())('says how to go on with each kind of operation in %s', (language) => {
    const text = textFor(language);
    const sentences = Object.values(operations).map((operation) =>
      text.error(failureOf(operation as Parameters<typeof failureOf>[0], error)),
    );
    expect(new Set(sentences).size).toBe(sentences.length);
    const [list = '', restore = ''] = sentences.slice(1);
    expect(restore).toContain('deleted');
    const gone = text.error(failureOf(operations.list, new AppError('plan-gone')));
    for (const word of ['file', 'Datei', 'fichier', 'archivo', 'arquivo', 'फ़ाइल', 'الملف']) {
      expect(list).not.toContain(`${word} `);
      expect(gone).not.toContain(`${word} `);
    }
  });

  it('of a list never asks for a row or a file', () => {
    const { rowReason } = textFor('en');
    for (const reason of [
      'changed-meanwhile',
      'stays-in-other-network',
      'not-applied',
      'linked',
      'in-other-network',
    ])
      expect(rowReason({ reason })).not.toMatch(/\b(?:row|file)\b/);
  });
});
