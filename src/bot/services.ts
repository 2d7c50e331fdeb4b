import type { Dialogues } from '../dialogs/dialogues.ts';
import type { ImportRequests } from '../imports/import-requests.ts';
import type { Right } from '../directory/roles.ts';
import type { Log } from '../log.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationStore } from '../operations/ports.ts';
import type { OperationView } from './operation-view.ts';
import type { Turn } from './turn.ts';

/** A command as the home card offers it. */
export interface CommandEntry {
  readonly name: string;
  /** who may; absent: everyone */
  readonly right?: Right;
}

/** What commands and actions work with. */
export interface BotServices {
  readonly operations: OperationStore;
  readonly imports: ImportRequests;
  readonly view: OperationView;
  readonly dialogues: Dialogues;
  /** all there are, in the order in which they are shown */
  readonly commands: readonly CommandEntry[];
  readonly log: Log;
  /** a link to the organization's CSV template */
  readonly templateUrl: (turn: Turn) => Promise<string>;
  /** has an operation's card drawn again where it stands */
  readonly redraw: (operation: Operation) => Promise<void>;
  /** answers, in a group, what works in the personal chat only */
  readonly tellPersonalChat: (turn: Turn) => Promise<void>;
}
