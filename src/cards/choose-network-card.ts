import type { GroupFacts } from '../domain/operations/group-facts.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import { blankChoice } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { choiceInputs } from './import-card.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { commonData, maxShownNameLength } from './operation-parts.ts';
import { expandCard, expandPart } from './template.ts';

/** Asks for the network of a file that has arrived. */
export function chooseNetworkCard({ text, operation, readOnly }: OperationCardInput): Card {
  const { id, kind } = operation;
  const received = text.import.fileReceived(shorten(operation.fileName, maxShownNameLength));
  const { offered = [], only } = operation.group ?? {};
  const kept = only === true ? text.groupFile.kept : text.import.fileKept;
  const actions = [
    packAction(
      text.buttons.continue,
      { verb: 'choose-network', operation: id },
      { isPrimary: true },
    ),
    packAction(
      text.buttons.cancel,
      { verb: 'cancel-operation', operation: id, kind },
      { withoutInputs: true },
    ),
  ];
  const data = {
    ...commonData(text, `${received} ${kept}`, readOnly === true ? [] : actions),
    title: only === true ? text.groupFile.title : text.import.title,
    received,
    kept,
    askNetwork: readOnly !== true && only !== true,
    group: readOnly === true || offered.length === 0 ? [] : [groupChoice(text, offered, only)],
    ...choiceInputs(text),
  };
  return {
    card: expandCard('choose-network', data),
    summary: `${received} ${kept}`,
  };
}

/** An admin's file is for no group unless they choose one. */
function groupChoice(text: Text, offered: GroupFacts['offered'], only: true | undefined): CardNode {
  const words = text.groupFile;
  const groups = offered.map(({ id, name }) => ({
    title: shorten(name, maxShownNameLength),
    value: id,
  }));
  const none = { title: words.none, value: blankChoice };
  return expandPart('choice-filter', {
    id: 'group',
    label: words.choose,
    value: only === true ? '' : blankChoice,
    choices: only === true ? groups : [none, ...groups],
  });
}
