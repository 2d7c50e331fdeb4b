import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * npm exec -- node scripts/lookalikes.ts <confusables.txt>
 * Generates src/features/imports/reading/lookalike-letters.ts from Unicode's list
 * (https://www.unicode.org/Public/security/latest/confusables.txt): the characters that look like ASCII letters
 * and digits and don't fold to them.
 */
const [, , file = ''] = process.argv;
const list = readFileSync(file, 'utf8');
const version = /^# Version: (\S+)/m.exec(list)?.[1] ?? '';
const letters = new Map<string, string[]>();

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '');
const from = (codes: string) =>
  String.fromCodePoint(...codes.split(' ').map((code) => Number.parseInt(code, 16)));

for (const [, source = '', target = ''] of list.matchAll(/^([0-9A-F]+) ;\t([0-9A-F ]+) ;\tMA/gm)) {
  const looksLike = folded(from(target));
  if (!/^[A-Za-z0-9]+$/.test(looksLike) || /^[A-Za-z0-9 -~]*$/.test(folded(from(source)))) continue;
  letters.set(looksLike, [...(letters.get(looksLike) ?? []), source.toLowerCase()]);
}

const lines = [...letters]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(([looksLike, codes]) => `  ${JSON.stringify(looksLike)}: '${codes.toSorted().join(' ')}',`);
writeFileSync(
  path.join(import.meta.dirname, '../src/features/imports/reading/lookalike-letters.ts'),
  `/**
 * Letters and digits, and the code points (hexadecimal) of other characters that look like them. Made by scripts/lookalikes.ts
 * from confusables.txt of Unicode ${version} (UTS #39), © Unicode, Inc., under the Unicode License: see THIRD-PARTY-NOTICES.md.
 */
// prettier-ignore
export const lookalikeLetters: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
);
