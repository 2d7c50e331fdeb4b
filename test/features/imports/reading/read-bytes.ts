import type { ImportAnswers } from '../../../../src/domain/operations/import-question.ts';
import type { AttributeDefinition } from '../../../../src/domain/attributes.ts';
import type { FileFacts, OpenFile } from '../../../../src/features/imports/reading/read-file.ts';
import { readFile } from '../../../../src/features/imports/reading/read-file.ts';
import type { CountryCode } from '../../../../src/domain/phone.ts';
import {
  isRejection,
  type Rejection,
  type Row,
} from '../../../../src/features/imports/reading/row.ts';

export interface WhatWasRead {
  readonly facts: FileFacts;
  readonly entries: readonly (Row | Rejection)[];
  readonly rows: readonly Row[];
  readonly rejections: readonly Rejection[];
}

/** The bytes as a store gives them, in chunks of a size. */
export function opening(bytes: Buffer | string, chunk = 1 << 20): OpenFile {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is there already
  return async function* (from = 0) {
    for (let at = from; at < buffer.length; at += chunk) yield buffer.subarray(at, at + chunk);
  };
}

export async function read(
  file: Buffer | string | OpenFile,
  options: {
    defaultCountry?: CountryCode;
    chunk?: number;
    attributes?: readonly AttributeDefinition[];
    answers?: ImportAnswers;
    isUtf8?: boolean;
  } = {},
): Promise<WhatWasRead> {
  const open = typeof file === 'function' ? file : opening(file, options.chunk);
  const entries: (Row | Rejection)[] = [];
  const found: FileFacts[] = [];
  const batches = readFile(open, {
    defaultCountry: options.defaultCountry,
    ...(options.attributes !== undefined && { attributes: options.attributes }),
    ...(options.answers !== undefined && { answers: options.answers }),
    isUtf8: options.isUtf8,
    onFacts: (facts) => found.push(facts),
  });
  for await (const batch of batches) entries.push(...batch);
  const [facts] = found;
  if (facts === undefined || found.length > 1) throw new Error('onFacts is called exactly once');
  return {
    facts,
    entries,
    rows: entries.filter((entry): entry is Row => !isRejection(entry)),
    rejections: entries.filter(isRejection),
  };
}
