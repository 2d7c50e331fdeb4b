import type { GroupKind } from '../features/groups/group.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { groupName } from './group-words.ts';
import { commonData } from './operation-parts.ts';
import { pageLine, pageOf, turnActions } from './pages.ts';
import { openRow } from './row.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface GroupsCardInput {
  readonly text: Text;
  /** all of them */
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: GroupKind;
    /** the reader is its group admin */
    readonly isOwn: boolean;
  }[];
  /** from 0; absent: the first */
  readonly page?: number;
}

const groupsOnPage = 10;

/** A page of the groups that a reader may see. */
export const groupsCard = fitted<GroupsCardInput, number>(build, [80, 30]);

function build({ text, groups, page }: GroupsCardInput, longest: number): Card {
  const words = text.groups;
  const shown = pageOf(groups, groupsOnPage, page);
  const actions = turnActions(text, shown, (wanted) => ({ verb: 'show-groups', page: wanted }));
  const data = {
    ...commonData(text, words.title, actions),
    title: words.title,
    intro: words.intro,
    page: pageLine(text, shown),
    groups: shown.rows.map((group) => {
      const { id, kind, isOwn } = group;
      const view = packAction(
        text.buttons.view,
        { verb: 'show-group', group: id, page: 0 },
        { id: `show-group-${id}` },
      );
      return expandPart('person-open', {
        name: groupName(text, group, longest),
        line: sideBySide([words.kind[kind], isOwn ? words.yours : '']),
        separator: true,
        ...openRow(text, view),
      });
    }),
  };
  return { card: expandCard('groups', data), summary: words.title };
}
