import type { Dialogues } from '../dialogs/dialogues.ts';
import type { ImportRequests } from '../imports/import-requests.ts';
import type { Log } from '../log.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationStore } from '../operations/ports.ts';
import type { Command } from './commands/command.ts';
import type { OperationView } from './operation-view.ts';
import type { Turn } from './turn.ts';

/** What commands and actions work with. */
export interface BotServices {
  readonly operations: OperationStore;
  readonly imports: ImportRequests;
  readonly view: OperationView;
  readonly dialogues: Dialogues;
  readonly commands: readonly Command[];
  readonly log: Log;
  /** a link to the organization's CSV template */
  templateUrl(turn: Turn): Promise<string>;
  /** has an operation's card drawn again where it stands */
  redraw(operation: Operation): Promise<void>;
  /** answers, in a group, what works in the personal chat only */
  tellPersonalChat(turn: Turn): Promise<void>;
}
