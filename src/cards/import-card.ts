import { networks } from '../domain/network.ts';
import type { Network } from '../domain/network.ts';
import { importModes, type ImportMode } from '../domain/operations/import-mode.ts';
import type { Text } from '../text/text.ts';
import { openUrl, packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { expandCard } from './template.ts';

export interface ImportCardInput {
  readonly text: Text;
  readonly templateUrl: string;
  /** once it is chosen */
  readonly network?: Network;
  /** chosen with it; absent: people to add or update */
  readonly mode?: ImportMode;
}

/** Starts an import: the network, the template, and where to send the file. */
export function importCard({ text, templateUrl, network, mode = 'update' }: ImportCardInput): Card {
  const template = openUrl(text.buttons.downloadTemplate, templateUrl);
  const cancel = packAction(
    text.buttons.cancel,
    { verb: 'cancel-dialogue' },
    { withoutInputs: true },
  );
  const go = packAction(text.buttons.continue, { verb: 'choose-network' }, { isPrimary: true });
  const send = network === undefined ? text.import.sendFile : text.import.sendFileFor(network);
  const data = {
    ...commonData(text, send, network === undefined ? [go, template, cancel] : [template, cancel]),
    title: text.import.title,
    intro: text.import.intro,
    send,
    mode: mode === 'update' ? '' : text.import.modeChosen[mode],
    how: `${text.import.sendFileHow} ${text.import.needsPhone}`,
    askNetwork: network === undefined,
    ...choiceInputs(text),
  };
  return { card: expandCard('import', data), summary: send };
}

/** The data of the inputs `network` and `mode`; their ids and values are public. */
export function choiceInputs(text: Text): Readonly<Record<string, unknown>> {
  return {
    networkLabel: text.import.chooseNetwork,
    networkMissing: text.import.networkMissing,
    modeValue: importModes[0],
    modeLabel: text.import.chooseMode,
    modes: importModes.map((value) => ({ value, title: text.import.modeChoices[value] })),
    networks: networks.map((value) => ({ value, title: text.import.networkChoices[value] })),
  };
}
