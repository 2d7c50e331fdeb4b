import type { GroupKind } from '../features/groups/group.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { groupName } from './group-words.ts';
import { commonData } from './operation-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface GroupsCardInput {
  readonly text: Text;
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: GroupKind;
    /** the reader is its group admin */
    readonly isOwn: boolean;
  }[];
}

/** Level of detail: groups, and characters of a name. */
type Detail = readonly [rows: number, longest: number];

/** The groups that a reader may see. */
export const groupsCard = fitted<GroupsCardInput, Detail>(build, [
  [25, 80],
  [25, 30],
  [15, 20],
]);

function build({ text, groups }: GroupsCardInput, [rows, longest]: Detail): Card {
  const words = text.groups;
  const shown = groups.slice(0, rows);
  const more = groups.length - shown.length;
  const data = {
    ...commonData(text, words.title, []),
    title: words.title,
    intro: words.intro,
    groups: shown.map((group) => {
      const { id, kind, isOwn } = group;
      return expandPart('person-row', {
        name: groupName(text, group, longest),
        line: sideBySide([words.kind[kind], isOwn ? words.yours : '']),
        separator: true,
        actions: [
          packAction(
            text.buttons.view,
            { verb: 'show-group', group: id, page: 0 },
            { id: `show-group-${id}` },
          ),
        ],
      });
    }),
    more: more > 0 ? words.more(more) : '',
  };
  return { card: expandCard('groups', data), summary: words.title };
}
