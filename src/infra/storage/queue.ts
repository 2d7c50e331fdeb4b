import type { QueueClient } from '@azure/storage-queue';
import type { ClaimedMessage, MessageQueue, QueueLook } from '../../jobs/ports.ts';
import { asciiJson } from './ascii.ts';
import { codeOf, withStorageErrorsWithin, statusOf } from './rest-errors.ts';

/** An operation without its message would wait forever, so no message expires. */
const forEver = -1;
const requestTimeoutMs = 30_000;

/** A queue of JSON messages over Azure Storage Queues. */
export function createQueue(queue: QueueClient): MessageQueue {
  return {
    async send(message, delaySeconds = 0) {
      await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
        // ASCII only: a queue's messages travel in XML, which can't hold every character.
        queue.sendMessage(asciiJson(JSON.stringify(message)), {
          visibilityTimeout: Math.ceil(delaySeconds),
          messageTimeToLive: forEver,
          abortSignal,
        }),
      );
    },
    async claim(most, seconds) {
      const { receivedMessageItems } = await withStorageErrorsWithin(
        requestTimeoutMs,
        (abortSignal) =>
          queue.receiveMessages({
            numberOfMessages: Math.min(Math.max(most, 1), 32),
            visibilityTimeout: Math.ceil(seconds),
            abortSignal,
          }),
      );
      return receivedMessageItems.map((item) => claimed(queue, item));
    },
  };
}

/** The service's limit for peeking. */
const maxPeeked = 32;

/** Reads a queue's state without claiming anything. */
export async function lookAtQueue(queue: QueueClient): Promise<QueueLook> {
  const [properties, peeked] = await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
    Promise.all([
      queue.getProperties({ abortSignal }),
      queue.peekMessages({ numberOfMessages: maxPeeked, abortSignal }),
    ]),
  );
  return {
    length: properties.approximateMessagesCount ?? 0,
    visible: peeked.peekedMessageItems.map((item) => ({
      id: item.messageId,
      insertedAt: item.insertedOn.getTime(),
      deliveries: item.dequeueCount,
      body: parsed(item.messageText),
    })),
  };
}

interface Received {
  readonly messageId: string;
  readonly popReceipt: string;
  readonly dequeueCount: number;
  readonly messageText: string;
  readonly insertedOn: Date;
}

/**
 * Each renewal returns a new receipt, and only the newest is valid: so calls for one message run one after
 * another, and finishing waits for a running renewal.
 */
function claimed(queue: QueueClient, item: Received): ClaimedMessage {
  let receipt = item.popReceipt;
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = before.then(work, work);
    before = mine.catch(() => undefined);
    return mine;
  };
  const show = async (seconds: number): Promise<boolean> => {
    try {
      const answer = await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
        // Without a text, the message keeps its own.
        queue.updateMessage(item.messageId, receipt, undefined, Math.ceil(seconds), {
          abortSignal,
        }),
      );
      receipt = answer.popReceipt ?? receipt;
      return true;
    } catch (error) {
      if (isNoLongerOurs(error)) return false;
      throw error;
    }
  };
  return {
    body: parsed(item.messageText),
    deliveries: item.dequeueCount,
    insertedAt: item.insertedOn.getTime(),
    renew: (seconds) => inTurn(() => show(seconds)),
    finish: () =>
      inTurn(async () => {
        try {
          await withStorageErrorsWithin(requestTimeoutMs, (abortSignal) =>
            queue.deleteMessage(item.messageId, receipt, { abortSignal }),
          );
        } catch (error) {
          // Another process has claimed it and will find the work done.
          if (!isNoLongerOurs(error)) throw error;
        }
      }),
    giveBack: (seconds) =>
      inTurn(async () => {
        await show(seconds);
      }),
  };
}

function isNoLongerOurs(error: unknown): boolean {
  if (statusOf(error) === 404) return true;
  return ['MessageNotFound', 'PopReceiptMismatch'].includes(codeOf(error) ?? '');
}

/** Text that isn't JSON is passed on as text, for the reader to refuse. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
