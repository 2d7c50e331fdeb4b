import type { Card } from '../cards/card.ts';
import { noticeCard } from '../cards/notice-card.ts';
import { operationCard } from '../cards/operation-card.ts';
import type { OperationLinks } from '../cards/operation-parts.ts';
import type { Operation } from '../operations/operation.ts';
import type { FileStore } from '../operations/ports.ts';
import { textFor, type Text } from '../text/text.ts';

/** Operations as people see them: cards with links that were made just now and last a while. */
export interface OperationView {
  links(operation: Operation): Promise<OperationLinks>;
  /** @param readOnly for someone who may look, but not decide */
  card(operation: Operation, text?: Text, readOnly?: boolean): Promise<Card>;
  notice(operation: Operation): Promise<Card>;
}

export function createOperationView(deps: {
  readonly files: FileStore;
  readonly linkMinutes: number;
}): OperationView {
  const { files, linkMinutes } = deps;

  async function links(operation: Operation): Promise<OperationLinks> {
    const original = await files.link(operation.original, operation.fileName, linkMinutes);
    if (operation.errorLog === undefined) return { original };
    const logName = `${operation.fileName.replace(/\.[^.]*$/, '')} - error log.csv`;
    return { original, errorLog: await files.link(operation.errorLog, logName, linkMinutes) };
  }

  const wordsOf = (operation: Operation) => textFor(operation.locale, operation.timeZone);

  return {
    links,
    async card(operation, text = wordsOf(operation), readOnly = false) {
      return operationCard({
        text,
        operation,
        links: await links(operation),
        readOnly,
        ...(operation.card?.user !== undefined && { refreshFor: [operation.card.user] }),
      });
    },
    async notice(operation) {
      return noticeCard({
        directory: true,
        text: wordsOf(operation),
        operation,
        links: await links(operation),
      });
    },
  };
}
