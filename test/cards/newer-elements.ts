/** Elements newer than the cards' schema 1.5, after Microsoft's reference of the cards in Teams. */
import { z } from 'zod';
import { nodes } from './read-card.ts';

const spacing = z.enum(['None', 'Small', 'Default', 'Medium', 'Large']).optional();
/** An element of schema 1.5, which every client draws. */
const fallback = z.object({ type: z.enum(['TextBlock', 'ColumnSet', 'ActionSet']) });
const width = z.enum(['VeryNarrow', 'Narrow', 'Standard', 'Wide']);
const targetWidth = z
  .union([width, z.templateLiteral([z.enum(['atLeast:', 'atMost:']), width])])
  .optional();

const elements = {
  Badge: z.strictObject({
    type: z.literal('Badge'),
    text: z.string().min(1),
    icon: z
      .enum(['QuestionCircle', 'Clock', 'ArrowSync', 'Warning'])
      .or(z.enum(['CheckmarkCircle', 'ErrorCircle', 'Prohibited'])),
    style: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']),
    appearance: z.enum(['Filled', 'Tint']),
    shape: z.enum(['Square', 'Rounded', 'Circular']),
    size: z.enum(['Medium', 'Large', 'ExtraLarge']),
    spacing,
    targetWidth,
    fallback,
  }),
  Icon: z.strictObject({
    type: z.literal('Icon'),
    name: z.enum(['ChevronRight', 'ChevronDown', 'ChevronLeft']),
    size: z.enum(['xxSmall', 'xSmall', 'Small', 'Standard', 'Medium', 'Large']),
    color: z.enum(['Default', 'Accent']).optional(),
    spacing,
    targetWidth,
    fallback,
  }),
};

export const newerElements = Object.keys(elements);

/** Two columns where there is room; clients that don't know it have one below the other. */
const flow = z.strictObject({
  type: z.literal('Layout.Flow'),
  targetWidth,
  minItemWidth: z.string().regex(/^\d+px$/u),
  itemFit: z.enum(['Fit', 'Fill']),
  columnSpacing: spacing,
  rowSpacing: spacing,
});

/** Newer elements that Teams would not take, or that have nothing for older clients. */
export function faultsOfNewer(card: unknown): string[] {
  return [...nodes(card)].flatMap((node) => {
    const known = { ...elements, 'Layout.Flow': flow };
    if (node.type !== 'Badge' && node.type !== 'Icon' && node.type !== 'Layout.Flow') return [];
    const read = known[node.type].safeParse(node);
    return read.success ? [] : [z.prettifyError(read.error)];
  });
}

/** The card as Teams sees it: no element has anything else to fall back on. */
export function withoutFallbacks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFallbacks);
  if (typeof value !== 'object' || value === null) return value;
  const isNewer = newerElements.includes(String((value as { type?: unknown }).type));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !(isNewer && key === 'fallback'))
      .map(([key, inner]) => [key, withoutFallbacks(inner)]),
  );
}
