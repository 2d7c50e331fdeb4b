import { expect, it } from '@jest/globals';
import { hashedKey, inPartition, keyPart, quoted } from '../../../src/infra/storage/keys.ts';

it('ids of the usual form stay readable, and no other can reach into their keys', () => {
  expect(keyPart('A1b2-C3')).toBe('a1b2-c3');
  expect(keyPart('a'.repeat(64))).toBe('a'.repeat(64));
  const odd = ['', 'a|b', 'a/b', "a'b", 'a b', 'a\n', 'ä', 'a'.repeat(65), '~abc'];
  const keys = odd.map(keyPart);
  for (const key of keys) expect(key).toMatch(/^~[0-9a-f]{40}$/u);
  expect(new Set(keys).size).toBe(odd.length);
});

it('a hash keeps apart what differs in anything', () => {
  const keys = ['a', 'A', 'a ', 'a\ud800', 'a\ud801'].map(hashedKey);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/u);
  expect(new Set(keys).size).toBe(keys.length);
});

it('no text ends the quotation of a filter', () => {
  expect(quoted("d'Or' or '1' eq '1")).toBe("'d''Or'' or ''1'' eq ''1'");
  expect(inPartition("a'b")).toBe("PartitionKey eq 'a''b'");
});

it('a filter by a beginning takes all that begins so, and nothing else', () => {
  expect(inPartition('a', 'writer|')).toBe(
    "PartitionKey eq 'a' and RowKey ge 'writer|' and RowKey lt 'writer}'",
  );
});
