import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { shorten } from './escape.ts';
import { choiceInputs } from './import-card.ts';
import type { OperationCardInput } from './operation-parts.ts';
import { commonData, maxShownNameLength } from './operation-parts.ts';
import { expandCard } from './template.ts';

/** Asks for the network of a file that has arrived. */
export function chooseNetworkCard({ text, operation, readOnly }: OperationCardInput): Card {
  const { id, kind } = operation;
  const received = text.import.fileReceived(shorten(operation.fileName, maxShownNameLength));
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
    ...commonData(text, `${received} ${text.import.fileKept}`, readOnly === true ? [] : actions),
    title: text.import.title,
    received,
    kept: text.import.fileKept,
    askNetwork: readOnly !== true,
    ...choiceInputs(text),
  };
  return {
    card: expandCard('choose-network', data),
    summary: `${received} ${text.import.fileKept}`,
  };
}
