import { builtInAttributes, type BuiltInAttribute } from '../../../domain/attributes.ts';
import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { namesOfAttribute } from '../../../text/catalogues.ts';
import { headerAliases } from './header-aliases.ts';
import type { HeaderSense } from './header-sense.ts';

/** A name known as a whole. */
export interface Alias {
  readonly attribute: BuiltInAttribute;
  readonly sense: HeaderSense;
  /** the name in Rollcall's own files */
  readonly isPlain: boolean;
}

/** Names that often mean something else, by their rank in the table: used only if no better column is there. */
const weakRanks: Partial<Record<BuiltInAttribute, readonly number[]>> = {
  department: [1, 2],
  location: [3, 6],
  jobTitle: [2],
  email: [3],
};

/** Names that may be the first, the last or the whole one, depending on the other columns. */
const anyNames = new Set(
  [
    'name',
    'naam',
    'navn',
    'namn',
    'nama',
    'nom',
    'nome',
    'nombre',
    'नाम',
    'नाव',
    'الاسم',
    'имя',
  ].map(headerKey),
);

/** Only its accents tell such a name from another word: Họ is a last name in Vietnamese, HO a head office. */
const exactNames = new Map([['họ', headerKey('last name')]]);

let byKey: Map<string, Alias> | undefined;

function aliases(): Map<string, Alias> {
  if (byKey !== undefined) return byKey;
  const found = new Map<string, Alias>();
  for (const attribute of builtInAttributes) {
    for (const name of namesOfAttribute(attribute))
      found.set(headerKey(name), aliasFor(attribute, name, 0, true));
  }
  for (const attribute of builtInAttributes)
    headerAliases[attribute].forEach((names, rank) => {
      for (const name of names.split(','))
        found.set(headerKey(name), aliasFor(attribute, name, rank / 2, rank === 0, rank));
    });
  byKey = found;
  return found;
}

function aliasFor(
  attribute: BuiltInAttribute,
  name: string,
  rank: number,
  isFirst: boolean,
  place = 0,
): Alias {
  const isWeak = weakRanks[attribute]?.includes(place) === true;
  const isAny = anyNames.has(headerKey(name));
  return {
    attribute,
    isPlain: isFirst,
    sense: {
      attribute,
      rank,
      ...(isWeak && { weak: true }),
      ...(isAny && { anyName: true }),
    },
  };
}

const inBrackets = /\([^)]{0,200}\)|\[[^\]]{0,200}\]/;
const everyBrackets = new RegExp(inBrackets, 'g');

/** The attribute with this name, with or without text in brackets after it. */
export function aliasOf(header: string): Alias | undefined {
  if (header === '' || header.length > 200) return undefined;
  const alias = aliases().get(
    exactNames.get(header.normalize('NFC').toLowerCase()) ?? headerKey(header),
  );
  if (alias !== undefined || !inBrackets.test(header)) return alias;
  return aliases().get(headerKey(header.replace(everyBrackets, ' ')));
}

/** All known names, by their keys. */
export function aliasKeys(): ReadonlyMap<string, Alias> {
  return aliases();
}
