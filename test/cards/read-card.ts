/** The visible parts of a card: its texts and buttons. */
export interface Node {
  readonly [key: string]: unknown;
  readonly type?: string;
}

/** Every object of a card, from the outside in. */
export function* nodes(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Node;
  for (const inner of Object.values(value)) yield* nodes(inner);
}

export const actionsOf = (card: unknown, type: string) =>
  [...nodes(card)].filter((node) => node.type === type);

/** Titles of the buttons: not of `refresh`, which Teams runs by itself, nor of rows that open. */
export function titles({ card }: { readonly card: object }) {
  const shown = { ...card, refresh: undefined };
  return [...actionsOf(shown, 'Action.Execute'), ...actionsOf(shown, 'Action.OpenUrl')].flatMap(
    ({ title }) => (title === '' ? [] : [title]),
  );
}

export const texts = (card: unknown) =>
  [...nodes(card)].flatMap((node) => (node.type === 'TextBlock' ? [String(node.text)] : []));
