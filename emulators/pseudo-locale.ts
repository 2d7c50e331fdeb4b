import { isLiteralElement, parse } from '@formatjs/icu-messageformat-parser';
import { addCatalogue, catalogueOf, type Catalogue } from '../src/text/catalogues.ts';
import { walk } from '../src/text/message-arguments.ts';

/** Its language tag: CLDR's English in a fictitious region. */
const pseudoLocale = 'en-XA';

/**
 * Adds a language for developers that is readable and still shows untranslated text.
 * @returns takes it out again
 */
export function addPseudoLocale(): () => void {
  return addCatalogue(pseudoLocale, pseudoCatalogue(catalogueOf('en')));
}

const letters: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(
    'aàbƀcçdđeéfƒgĝhĥiîjĵkķlļmɱnñoôpþqǫrŕsštţuûvṽwŵxẋyýzž'.matchAll(/(.)(.)/gu),
    ([, plain = '', accented = '']) => [plain, accented],
  ),
);

/** Commands stay unchanged, so that they can be typed. */
const parts = /“[a-z ]+”|[a-z]|[^a-z“]+|“/gu;

/**
 * The English catalogue with accents, between brackets, and half as long again: reveals text that is
 * hard-coded, that doesn't fit on a card, or that is concatenated from parts.
 */
function pseudoCatalogue(english: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(english).map(([key, part]) => [
      key,
      typeof part === 'string' ? pseudoMessage(part) : pseudoCatalogue(part),
    ]),
  );
}

function pseudoMessage(source: string): string {
  if (!/\p{L}/u.test(source)) return source;
  let message = source;
  let longest = 0;
  const literals: { readonly from: number; readonly to: number }[] = [];
  walk(parse(source, { ignoreTag: true, captureLocation: true }), (element) => {
    if (!isLiteralElement(element) || element.location === undefined) return;
    literals.push({ from: element.location.start.offset, to: element.location.end.offset });
    longest = Math.max(longest, element.value.length);
  });
  // From the end, so that earlier positions stay valid.
  for (const { from, to } of literals.toSorted((one, other) => other.from - one.from)) {
    const words = message.slice(from, to).replace(parts, (part) => letters[part] ?? part);
    message = message.slice(0, from) + words + message.slice(to);
  }
  return `[${message}${' ~'.repeat(Math.ceil(longest / 4))}]`;
}
