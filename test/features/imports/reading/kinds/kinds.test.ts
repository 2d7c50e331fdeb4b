import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import type { AttributeDefinition, AttributeType } from '../../../../../src/domain/attributes.ts';
import { AppError } from '../../../../../src/errors.ts';
import { NeedsAnswer } from '../../../../../src/features/imports/reading/needs-answer.ts';
import { read, type WhatWasRead } from '../read-bytes.ts';
import type { Kind } from './kind.ts';
import { workbookKinds } from './workbook-kinds.ts';

/*
 * Small files of the kinds that admins have, each with what they would want of it. They are only read here; cases.test.ts sends
 * such files to the real bot.
 */

const texts = JSON.parse(readFileSync(new URL('kinds.json', import.meta.url), 'utf8')) as Kind[];
const kinds = [...texts, ...workbookKinds];

function readKind({ file, encoding, country, attributes = [], answers }: Kind) {
  const bytes = typeof file === 'string' ? iconv.encode(file, encoding ?? 'utf8') : file;
  return read(bytes, {
    defaultCountry: country ?? 'IN',
    attributes: attributes.map(attributeOf),
    ...(answers !== undefined && { answers }),
  });
}

function attributeOf(text: string, at: number): AttributeDefinition {
  const [name = '', type = ''] = text.split(':');
  return {
    ...{ key: `own_case${at}`, name, type: type as AttributeType },
    ...{ required: false, visibleTo: 'all' },
  };
}

function codeOf(error: unknown): string {
  if (error instanceof NeedsAnswer) return `asks-${error.question.kind}`;
  return error instanceof AppError ? error.code : String(error);
}

/** The read values that a case expects. */
function outcomeOf({ people, leftOut }: Kind, { rows, rejections, entries }: WhatWasRead) {
  const left = entries.flatMap((entry) => ('reason' in entry ? [] : (entry.leftOut ?? [])));
  return {
    rejected: rejections.length,
    ...(people !== undefined && { people: rows.map(({ fields }) => fields) }),
    ...(leftOut !== undefined && { leftOut: left.length }),
  };
}

describe('a file of a kind that admins have', () => {
  it.each(kinds.map((kind) => [kind.id, kind] as const))('%s', async (_, kind) => {
    const { error, people, rejected = 0, leftOut } = kind;
    const outcome = await readKind(kind).then((found) => outcomeOf(kind, found), codeOf);
    const wanted = {
      rejected,
      ...(people !== undefined && { people }),
      ...(leftOut !== undefined && { leftOut }),
    };
    expect(outcome).toEqual(error ?? wanted);
  });

  it('has a name of its own', () => {
    const ids = kinds.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
