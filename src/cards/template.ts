import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AppError } from '../errors.ts';
import type { AdaptiveCardJson, CardNode } from './card.ts';
import { directionOf, hasRightToLeft, isolate } from '../text/bidi.ts';
import { escapeMarkdown } from './escape.ts';

/** What a template's bindings are filled with. */
export type TemplateData = Readonly<Record<string, unknown>>;

/** The package's own types pull another package's TypeScript sources into the check, so what is used stands here. */
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
 * Expands `cards/<name>.json`. Data is text and nothing else: `${…}` in it is not evaluated, and Markdown in it is
 * escaped (in every TextBlock of the result). Where the card's `lang` is written from right to left, so is the card, and cards
 * in it: columns, bars and inputs follow.
 *
 * @throws AppError `unexpected` when a binding of the template found no data
 */
export function expandCard(name: string, data: TemplateData): AdaptiveCardJson {
  const card = expand(name, data) as AdaptiveCardJson;
  const isRightToLeft = directionOf(String(card.lang)) === 'rtl';
  return (isRightToLeft ? rightToLeft(escapeTexts(card)) : escapeTexts(card)) as AdaptiveCardJson;
}

/** Expands a part (`cards/parts/<name>.json`) that a card's template takes in as it is; the card escapes it. */
export function expandPart(name: string, data: TemplateData): CardNode {
  return expand(`parts/${name}`, data) as CardNode;
}

function expand(name: string, data: TemplateData): unknown {
  const result: unknown = load(name).expand({ $root: mapStrings(data, hideBindings) });
  // What the template couldn't bind it leaves as `${…}`; the data's own were hidden, so any that is here is a defect.
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

function escapeTexts(value: unknown): unknown {
  return mapNodes(value, (node) =>
    node.type === 'TextBlock' ? { ...node, text: escapeMarkdown(String(node.text)) } : node,
  );
}

/** A line with nothing of that direction in it (a phone number, a file's name, a code) keeps the one that it has. */
function rightToLeft(card: unknown): unknown {
  return mapNodes(card, (node) => {
    if (node.type === 'AdaptiveCard') return { ...node, rtl: true };
    // A field for phone numbers is written from left to right; what stands in it before one writes is not.
    if (typeof node.placeholder === 'string' && hasRightToLeft(node.placeholder)) {
      return { ...node, placeholder: isolate(node.placeholder) };
    }
    const text = String(node.text);
    return node.type === 'TextBlock' && !hasRightToLeft(text)
      ? { ...node, text: isolate(text) }
      : node;
  });
}

/** Every object of a card, from the inside out. */
function mapNodes(value: unknown, change: (node: CardNode) => CardNode): unknown {
  if (Array.isArray(value)) return value.map((item) => mapNodes(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapNodes(item, change)])),
  );
}
