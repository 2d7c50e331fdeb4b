import type { GroupKind } from '../features/groups/group.ts';
import type { MemberProblem } from '../features/groups/typed-member.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { groupName } from './group-words.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard } from './template.ts';

export interface GroupAddCardInput {
  readonly text: Text;
  /** the groups that the reader may add people to; no choice is shown for a single one */
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: GroupKind;
  }[];
  /** as it was typed */
  readonly phone: string;
  readonly name: string;
  readonly problems: readonly MemberProblem[];
}

/** Level of detail: groups to choose from, and characters of a name. */
type Detail = readonly [most: number, longest: number];

/** The form with which a group admin adds a person without an account. */
export const groupAddCard = fitted<GroupAddCardInput, Detail>(build, [
  [100, 80],
  [100, 30],
  [40, 20],
]);

function build(input: GroupAddCardInput, [most, longest]: Detail): Card {
  const { text, groups, phone, name, problems } = input;
  const words = text.groupAdd;
  const [only] = groups;
  const labels = { phone: words.phone, name: words.name };
  const add = packAction(
    text.buttons.addPerson,
    {
      verb: 'add-member',
      ...(only !== undefined && { group: only.id }),
      // Marks the form as sent; the inputs are merged over it.
      phone: '',
      name: '',
    },
    { isPrimary: true },
  );
  const shown = groups.length > 1 ? groups.slice(0, most) : [];
  const data = {
    ...commonData(text, words.title, [add]),
    title:
      only !== undefined && groups.length === 1
        ? `${words.title}: ${groupName(text, only, longest)}`
        : words.title,
    intro: `${words.intro} ${words.byFile}`,
    problems:
      problems.length === 0
        ? []
        : [
            boxPart({
              lines: problems.map(({ field, reason }) => ({
                text: text.form.problem(labels[field], text.rowReason({ reason })),
              })),
              style: 'attention',
            }),
          ],
    groupLabel: words.group,
    groupMissing: words.missing(words.group),
    group: only?.id ?? '',
    choices: shown.map((group) => ({ title: groupName(text, group, longest), value: group.id })),
    phoneLabel: words.phone,
    phoneHint: words.phoneHint,
    phoneMissing: words.missing(words.phone),
    phone: shorten(phone, 100),
    nameLabel: words.name,
    nameHint: words.nameHint,
    nameMissing: words.missing(words.name),
    name: shorten(name, 250),
  };
  return { card: expandCard('group-add', data), summary: words.title };
}
