/** Deliberate failures, set by switches on the page or by tests. With all of them off, Teams works normally. */
import { z } from 'zod';
import { createSignal } from './signal.ts';

/** The connector's response to the bot's calls while a fault is on. */
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
  /** number of calls that it affects */
  times: z.union([z.int().min(1), z.literal('all')]).default(1),
  /** only calls of this kind; absent: every kind */
  call: z.enum(connectorCalls).optional(),
  /** only this chat */
  chatId: z.string().optional(),
  /** seconds, with 429 and 503 */
  retryAfter: z.number().min(0).optional(),
  /** the message arrives and only its response is lost, like a timeout */
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
  /** sends unanswered activities again, as Teams does */
  resend: z.boolean(),
  deliverTwice: z.boolean(),
  /** a client that only supports Action.Submit */
  olderClient: z.boolean(),
  /** answers 429 above Teams' limits for a bot in one thread */
  rateLimits: z.boolean(),
  file: z.enum(fileFaults),
  connector: connectorFaultSchema.nullable(),
});
export type Switches = z.infer<typeof switchesSchema>;
/** Input of `set`: only the changed switches. */
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

    /** @throws ZodError for an invalid value */
    set(changes: z.input<typeof switchChangesSchema>): Switches {
      const given = Object.entries(switchChangesSchema.parse(changes));
      const wanted = Object.fromEntries(given.filter(([, value]) => value !== undefined));
      return become({ ...now, ...wanted });
    },

    /** The fault for this call, if any; counts it down. */
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
