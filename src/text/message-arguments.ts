import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTimeElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';

/** One value that a message takes, and how the message uses it. */
export interface MessageArgument {
  readonly name: string;
  /** it is inserted as text */
  isPutIn: boolean;
  /** it is formatted as a number, or selects a plural form */
  isNumber: boolean;
  /** styles of `{at, date}` (the style is '') and `{hour, time}` */
  readonly dateStyles: Set<string>;
  /** keys that `{network, select, …}` decides between, `other` not among them */
  readonly choices: Set<string>;
  /** its select has text for `other`, so any value is allowed */
  isOpen: boolean;
}

/** @throws SyntaxError when it isn't ICU MessageFormat */
export function parseMessage(source: string): MessageFormatElement[] {
  return parse(source, { ignoreTag: true });
}

/** The values that a message takes, in the order of their first use. */
export function argumentsOf(elements: readonly MessageFormatElement[]): MessageArgument[] {
  const found = new Map<string, MessageArgument>();
  walk(elements, (element) => {
    if (!('value' in element) || !isNamed(element)) return;
    const name = element.value;
    const known = found.get(name) ?? {
      name,
      isPutIn: false,
      isNumber: false,
      dateStyles: new Set<string>(),
      choices: new Set<string>(),
      isOpen: false,
    };
    found.set(name, known);
    if (isArgumentElement(element)) known.isPutIn = true;
    if (isNumberElement(element) || isPluralElement(element)) known.isNumber = true;
    if (isDateElement(element)) known.dateStyles.add(styleOf(element.style));
    if (isTimeElement(element)) known.dateStyles.add('time');
    if (!isSelectElement(element)) return;
    for (const [key, { value }] of Object.entries(element.options)) {
      if (key !== 'other') known.choices.add(key);
      else if (value.length > 0) known.isOpen = true;
    }
  });
  return [...found.values()];
}

/** Calls back for each element, including those inside plurals and selects. */
export function walk(
  elements: readonly MessageFormatElement[],
  look: (element: MessageFormatElement) => void,
): void {
  for (const element of elements) {
    look(element);
    if (!isPluralElement(element) && !isSelectElement(element)) continue;
    for (const { value } of Object.values(element.options)) walk(value, look);
  }
}

function isNamed(element: MessageFormatElement): boolean {
  return [
    isArgumentElement,
    isNumberElement,
    isDateElement,
    isTimeElement,
    isSelectElement,
    isPluralElement,
  ].some((is) => is(element));
}

/** A style that isn't a name is not supported: returned as a name that no catalogue may use. */
function styleOf(style: unknown): string {
  if (style === undefined || style === null) return '';
  return typeof style === 'string' ? style : '::';
}
