import type { GroupKind } from '../features/groups/group.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';

/** What a group is called: as Teams says, else what it is. */
export function groupName(
  text: Text,
  { name, kind }: { readonly name: string; readonly kind: GroupKind },
  longest: number,
): string {
  const known = shorten(name, longest);
  return known.trim() === '' ? text.groups.noName[kind] : known;
}
