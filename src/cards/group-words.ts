import type { GroupKind } from '../features/groups/group.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';

/** A group's name in Teams, or else its type. */
export function groupName(
  text: Text,
  { name, kind }: { readonly name: string; readonly kind: GroupKind },
  longest: number,
): string {
  const known = shorten(name, longest);
  return known.trim() === '' ? text.groups.noName[kind] : known;
}
