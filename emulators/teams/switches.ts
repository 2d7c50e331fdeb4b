/**
 * What can go wrong, on purpose: the switches a person flips on the page, and tests from code.
 * All off is Teams on a good day.
 */
import { z } from 'zod';
import { createSignal } from './signal.ts';

/** How the connector answers the bot's calls while a fault is on. */
export const connectorAnswers = [
  '403 BotNotInConversationRoster',
  '403 ConversationBlockedByUser',
  '403 BotDisabledByAdmin',
  '403 MessageWritesBlocked',
  '404 ConversationNotFound',
  '412 PreconditionFailed',
  '413 MessageSizeTooBig',
  '429 TooManyRequests',
  '500 ServiceError',
  '502 BadGateway',
  '503 ServiceUnavailable',
  '504 GatewayTimeout',
  'hang',
  'reset',
] as const;

export const connectorCalls = ['create', 'send', 'update', 'delete', 'members'] as const;
export type ConnectorCall = (typeof connectorCalls)[number];

const connectorFaultSchema = z.object({
  answer: z.enum(connectorAnswers),
  /** How many calls it hits before it is over. */
  times: z.union([z.int().min(1), z.literal('all')]).default(1),
  /** Only calls of this kind; none means every kind. */
  call: z.enum(connectorCalls).optional(),
  /** Only this chat. */
  chatId: z.string().optional(),
  /** Seconds, with 429 and 503. */
  retryAfter: z.number().min(0).optional(),
  /** The message does arrive, only the answer is lost: what a time-out may hide. */
  delivered: z.boolean().default(false),
});
export type ConnectorFault = z.infer<typeof connectorFaultSchema>;

export const fileFaults = [
  'normal',
  'expired',
  'forbidden',
  'missing',
  'slow',
  'silent',
  'cut-off',
  'web-page',
] as const;

const switchesSchema = z.object({
  /** Send again what the bot hasn't answered in time, as Teams does. */
  resend: z.boolean(),
  deliverTwice: z.boolean(),
  /** A client that knows Action.Submit only. */
  olderClient: z.boolean(),
  /** Answer 429 above what Teams allows a bot in one thread. */
  rateLimits: z.boolean(),
  file: z.enum(fileFaults),
  connector: connectorFaultSchema.nullable(),
});
export type Switches = z.infer<typeof switchesSchema>;
/** What `set` takes: only what changes. */
export const switchChangesSchema = switchesSchema.partial();

const goodDay: Switches = {
  resend: true,
  deliverTwice: false,
  olderClient: false,
  rateLimits: false,
  file: 'normal',
  connector: null,
};

export type SwitchBoard = ReturnType<typeof createSwitchBoard>;

export function createSwitchBoard() {
  const changed = createSignal<Switches>();
  let now: Switches = { ...goodDay };

  function become(next: Switches): Switches {
    now = next;
    changed.emit(now);
    return now;
  }

  return {
    now: () => now,
    onChange: changed.on,
    reset: () => become({ ...goodDay }),

    /** @throws ZodError for a position that isn't known */
    set(changes: z.input<typeof switchChangesSchema>): Switches {
      const given = Object.entries(switchChangesSchema.parse(changes));
      const wanted = Object.fromEntries(given.filter(([, value]) => value !== undefined));
      return become({ ...now, ...wanted });
    },

    /** The fault that hits this call, if one does; counts it down. */
    takeFault(call: ConnectorCall, chatId: string | undefined): ConnectorFault | undefined {
      const fault = now.connector;
      if (fault === null) return undefined;
      if (fault.call !== undefined && fault.call !== call) return undefined;
      if (fault.chatId !== undefined && fault.chatId !== chatId) return undefined;
      if (fault.times === 'all') return fault;
      become({ ...now, connector: fault.times > 1 ? { ...fault, times: fault.times - 1 } : null });
      return fault;
    },
  };
}
