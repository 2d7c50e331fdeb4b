import { z } from 'zod';
import { operationKinds } from '../../domain/operations/operation.ts';
import type { DeliveryMessage, OutboxRow } from './ports.ts';

const kind = z.enum(operationKinds);
const id = z.string().min(1).max(100);
const messageSchema = z.discriminatedUnion('type', [
  z.object({ v: z.literal(1), type: z.literal('notice'), tenant: id, to: id, operation: id, kind }),
  z.object({ v: z.literal(1), type: z.literal('waiting'), tenant: id, to: id }),
  z.object({
    ...{ v: z.literal(1), type: z.literal('card'), tenant: id, operation: id, kind },
    after: z.number().optional(),
  }),
]);

/** @returns undefined for another message, or one of a later version */
export function parseDelivery(body: unknown): DeliveryMessage | undefined {
  const parsed = messageSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

export function noticeMessage({
  tenant,
  to,
  operation,
}: Pick<OutboxRow, 'tenant' | 'to' | 'operation'>): DeliveryMessage {
  return { v: 1, type: 'notice', tenant, to, operation: operation.id, kind: operation.kind };
}

export function waitingMessage(tenant: string, to: string): DeliveryMessage {
  return { v: 1, type: 'waiting', tenant, to };
}
