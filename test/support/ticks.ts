import { nodes } from '../cards/read-card.ts';

/** The inputs of a list's card that select people, by a part of their names. */
export function ticksOf(card: unknown, ...names: readonly string[]): Record<string, string> {
  const toggles = [...nodes(card)].filter(
    ({ type, id }) => type === 'Input.Toggle' && String(id).startsWith('t_'),
  );
  const wanted = toggles.filter(({ title }) => names.some((name) => String(title).includes(name)));
  return Object.fromEntries(wanted.map(({ id }) => [String(id), 'true']));
}
