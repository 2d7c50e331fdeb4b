import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AppError } from '../errors.ts';
import type { AdaptiveCardJson, CardNode } from './card.ts';
import { phonesToRead } from '../domain/phone.ts';
import { directionOf, hasRightToLeft, isolate } from '../text/bidi.ts';
import { escapeMarkdown } from './escape.ts';

/** The data for a template's bindings. */
export type TemplateData = Readonly<Record<string, unknown>>;

/** The package's own types pull another package's TypeScript sources into the check, so the used part is declared here. */
interface Template {
  expand(context: { readonly $root: unknown }): unknown;
}
const require = createRequire(import.meta.url);
const { Template } = require('adaptivecards-templating') as {
  readonly Template: new (payload: unknown) => Template;
};

const folder = new URL('../../cards/', import.meta.url);
const loaded = new Map<string, Template>();

/** Each file is read once, when it is first needed. */
function load(name: string): Template {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const template = new Template(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')));
  loaded.set(name, template);
  return template;
}

/**
 * Expands `cards/<name>.json`. Data is text only: `${…}` in it is not evaluated, and its Markdown is escaped
 * (in every TextBlock of the result). If the card's `lang` is a right-to-left language, the card and nested
 * cards, columns, bars and inputs follow that direction.
 *
 * @throws AppError `unexpected` when a binding of the template found no data
 */
export function expandCard(name: string, data: TemplateData): AdaptiveCardJson {
  const card = expand(name, data) as AdaptiveCardJson;
  const isRightToLeft = directionOf(String(card.lang)) === 'rtl';
  return (isRightToLeft ? rightToLeft(escapeTexts(card)) : escapeTexts(card)) as AdaptiveCardJson;
}

/** Expands a part (`cards/parts/<name>.json`) that a card's template includes; the card escapes it. */
export function expandPart(name: string, data: TemplateData): CardNode {
  return expand(`parts/${name}`, data) as CardNode;
}

function expand(name: string, data: TemplateData): unknown {
  const result: unknown = load(name).expand({ $root: mapStrings(data, hideBindings) });
  // An unbound expression stays as `${…}`; those in the data were hidden before, so any found here is a defect.
  mapStrings(result, (text) => {
    if (!text.includes('${')) return text;
    throw new AppError(
      'unexpected',
      {},
      { note: `cards/${name}.json: nothing to bind to ${text}` },
    );
  });
  return mapStrings(result, showBindings);
}

/** Reversible for any string: U+0000 escapes itself. */
function hideBindings(text: string): string {
  return text.replaceAll('\u0000', '\u00000').replaceAll('${', '\u00001');
}

function showBindings(text: string): string {
  return text.replaceAll('\u00001', '${').replaceAll('\u00000', '\u0000');
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, mapStrings(item, change)]),
  );
}

/** Values and data stay as they are: only what is read has its phone numbers formatted. */
function escapeTexts(value: unknown): unknown {
  return mapNodes(value, (node) => {
    const shown = withReadablePhones(node);
    return node.type === 'TextBlock'
      ? { ...shown, text: escapeMarkdown(String(shown.text)) }
      : shown;
  });
}

const readTexts = ['text', 'title', 'label', 'altText'] as const;

function withReadablePhones(node: CardNode): CardNode {
  const texts = readTexts.flatMap((name) => {
    const { [name]: text } = node;
    return typeof text === 'string' && text.includes('+')
      ? [[name, phonesToRead(text)] as const]
      : [];
  });
  return texts.length === 0 ? node : { ...node, ...Object.fromEntries<unknown>(texts) };
}

/** A line without right-to-left text (a phone number, a file's name, a code) keeps its own direction. */
function rightToLeft(card: unknown): unknown {
  return mapNodes(card, (node) => {
    if (node.type === 'AdaptiveCard') return { ...node, rtl: true };
    // A field for phone numbers is written left to right, but its placeholder isn't.
    if (typeof node.placeholder === 'string' && hasRightToLeft(node.placeholder)) {
      return { ...node, placeholder: isolate(node.placeholder) };
    }
    const text = String(node.text);
    return node.type === 'TextBlock' && !hasRightToLeft(text)
      ? { ...node, text: isolate(text) }
      : node;
  });
}

/** Replaces every object of a card, innermost first. */
function mapNodes(value: unknown, change: (node: CardNode) => CardNode): unknown {
  if (Array.isArray(value)) return value.map((item) => mapNodes(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapNodes(item, change)])),
  );
}
