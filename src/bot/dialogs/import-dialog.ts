import { Dialog, DialogTurnStatus, type DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import type { OperationView } from '../operation-view.ts';
import { showOperation } from '../screens/operation.ts';
import { sentAt } from '../sent-at.ts';
import type { Turn, TurnEvent } from '../turn.ts';
import { networkNamed } from '../understanding/network-named.ts';
import { waitsForAdmin } from '../waits-for-admin.ts';
import { importCard } from '../../cards/import-card.ts';
import type { TemplateLinks } from '../../cards/template-card.ts';
import type { Network } from '../../domain/network.ts';
import type { ImportMode } from '../../domain/operations/import-mode.ts';
import type { ImportRequests } from '../../features/imports/import-requests.ts';
import type { Operation, OperationKey } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import { defined } from '../../lib/defined.ts';

/** The open question and the answers so far. Dialog state holds nothing else. */
export interface ImportQuestion {
  awaiting: 'network' | 'file' | 'confirmation';
  network?: Network;
  /** what the file will mean; absent: people to add or update */
  mode?: ImportMode;
  /** id of the operation whose file has arrived */
  operation?: string;
  /** when the message that led here was sent, in milliseconds since 1970; absent where the client doesn't provide it */
  since?: number;
}

type Chosen = Required<Pick<ImportQuestion, 'network'>> & Pick<ImportQuestion, 'mode'>;

export interface ImportDialogDeps {
  readonly imports: ImportRequests;
  readonly operations: OperationStore;
  readonly view: OperationView;
  templateLinks(turn: Turn): Promise<TemplateLinks>;
  /** redraws an operation's card from the record */
  redraw(operation: Operation, delaySeconds?: number): Promise<void>;
}

/** Key in the SDK's turn state under which a turn passes an event to the dialog. */
export const offeredKey = Symbol('offered');
export interface Offered {
  readonly turn: Turn;
  readonly event: TurnEvent;
}

/** Tells whether the dialog handled the event. */
export interface DialogUse {
  readonly used: boolean;
}

const yes = /^(yes|y|ok|okay|sure|confirm|go|go ahead|do it|import it|yes,? import( it)?)$/i;

/**
 * The import dialog: the network, then the file, then the confirmation. A file may come first, and buttons work
 * without the dialog too, since they carry the operation's id. The dialog therefore knows only which question
 * is open; at the last question it leaves what it doesn't understand to the rest of the bot.
 */
export class ImportDialog extends Dialog {
  static readonly id = 'import';
  private readonly deps: ImportDialogDeps;

  constructor(deps: ImportDialogDeps) {
    super(ImportDialog.id);
    this.deps = deps;
  }

  override async beginDialog(
    dc: DialogContext,
    options?: object,
  ): Promise<DialogTurnResult<DialogUse>> {
    const { turn } = offered(dc);
    const question = options as ImportQuestion;
    setQuestion(dc, question);
    await this.ask(turn, question);
    return waiting;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult<DialogUse>> {
    const { turn, event } = offered(dc);
    const question = questionOf(dc);
    if (question === undefined) return ended(dc, false);
    if (event.type === 'file') return this.fileCame(dc, turn, event.operation);
    if (question.awaiting === 'confirmation') return this.confirm(turn, event, question);
    const network = networkOf(turn, event);
    const mode = event.type === 'network' ? event.mode : question.mode;
    if (network !== undefined)
      return this.networkChosen(dc, turn, question, {
        network,
        ...defined({ mode }),
      });
    // The question stays open; the message is answered like any that isn't understood.
    await turn.say(this.reminder(turn, question));
    return { status: DialogTurnStatus.waiting, result: { used: false } };
  }

  private async ask(turn: Turn, question: ImportQuestion): Promise<void> {
    if (question.operation !== undefined) return this.show(turn, question.operation);
    const { workbook: templateUrl } = await this.deps.templateLinks(turn);
    const { network, mode } = question;
    await turn.answer(
      importCard({
        text: turn.text,
        templateUrl,
        ...defined({ network, mode }),
      }),
    );
  }

  private reminder(turn: Turn, question: ImportQuestion): string {
    const words = turn.text.import;
    if (question.awaiting === 'network') return `${words.networkMissing} ${words.orCancel}`;
    return `${question.network === undefined ? words.sendFile : words.sendFileFor(question.network)} ${words.orCancel}`;
  }

  private async networkChosen(
    dc: DialogContext,
    turn: Turn,
    question: ImportQuestion,
    chosen: Chosen,
  ): Promise<DialogTurnResult<DialogUse>> {
    const { network, mode } = chosen;
    if (question.operation === undefined) {
      const next: ImportQuestion = { awaiting: 'file', ...chosen };
      setQuestion(dc, next);
      await this.ask(turn, next);
      return waiting;
    }
    const operation = await this.deps.imports.chooseNetwork(
      keyOf(turn, question.operation),
      network,
      mode,
    );
    await showOperation(this.deps, turn, operation);
    setQuestion(dc, { awaiting: 'confirmation', network, operation: operation.id });
    return waiting;
  }

  private async fileCame(
    dc: DialogContext,
    turn: Turn,
    operation: Operation,
  ): Promise<DialogTurnResult<DialogUse>> {
    await showOperation(this.deps, turn, operation);
    setQuestion(dc, {
      awaiting: operation.state === 'choosing' ? 'network' : 'confirmation',
      operation: operation.id,
      ...(operation.network !== undefined && { network: operation.network }),
    });
    return waiting;
  }

  /** The question stays open after a yes: the same yes, delivered again, is answered with the import's state. */
  private async confirm(
    turn: Turn,
    event: Exclude<TurnEvent, { type: 'file' }>,
    question: ImportQuestion,
  ): Promise<DialogTurnResult<DialogUse>> {
    const unused = { status: DialogTurnStatus.waiting, result: { used: false } };
    if (question.operation === undefined) return unused;
    const key = keyOf(turn, question.operation);
    if (event.type === 'text' && yes.test(event.text.trim())) {
      await showOperation(this.deps, turn, await this.deps.imports.start(key, turn.caller.actor));
      return waiting;
    }
    // The network is chosen already: a repeated or late answer changes nothing.
    const network = networkOf(turn, event);
    const operation = network === undefined ? undefined : await this.deps.operations.read(key);
    if (operation === undefined || !waitsForAdmin(operation)) return unused;
    await showOperation(this.deps, turn, operation);
    return waiting;
  }

  private async show(turn: Turn, id: string): Promise<void> {
    const operation = await this.deps.operations.read(keyOf(turn, id));
    if (operation !== undefined) await showOperation(this.deps, turn, operation);
  }
}

function networkOf(
  { text }: Turn,
  event: Exclude<TurnEvent, { type: 'file' }>,
): Network | undefined {
  return event.type === 'network' ? event.network : networkNamed(event.text, text.language);
}

const waiting: DialogTurnResult<DialogUse> = {
  status: DialogTurnStatus.waiting,
  result: { used: true },
};

async function ended(dc: DialogContext, used: boolean): Promise<DialogTurnResult<DialogUse>> {
  await dc.endDialog();
  return { status: DialogTurnStatus.complete, result: { used } };
}

function offered(dc: DialogContext): Offered {
  return dc.context.turnState.get<Offered>(offeredKey);
}

/** The open question in the SDK's state of the active dialogue; undefined if it can't be read. */
export function questionOf(dc: DialogContext): ImportQuestion | undefined {
  const state = dc.activeDialog?.state as { question?: ImportQuestion } | undefined;
  return state?.question;
}

function setQuestion(dc: DialogContext, question: ImportQuestion): void {
  if (dc.activeDialog === undefined) return;
  const since = sentAt(dc.context.activity);
  dc.activeDialog.state = { question: { ...question, ...defined({ since }) } };
}

function keyOf(turn: Turn, id: string): OperationKey {
  return { tenant: turn.caller.tenant, kind: 'import', id };
}
