/** The app's message extension below the message box: what a person types there, and what Teams would show. */
import { z } from 'zod';
import { invokeActivity, type Sending } from './activities.ts';
import type { BotLine } from './bot-line.ts';
import { cardType, type JsonObject } from './protocol.ts';

/** The client's display after a search, or after a match was chosen. */
export type LookupOutcome =
  | { kind: 'list'; matches: { title: string; text: string; value: unknown }[] }
  | { kind: 'card'; card: JsonObject }
  | { kind: 'message'; text: string }
  | { kind: 'error'; text: string };

/** `text`: typed, '' when the extension has just been opened; `value`: of the match that was chosen */
export type LookupRequest = { readonly text: string } | { readonly value: unknown };

/** Teams' sentence for any error. */
const wentWrong = 'Something went wrong. Please try again.';
const pageSize = 25;

const answer = z.object({
  composeExtension: z.union([
    z.object({ type: z.literal('message'), text: z.string() }),
    z.object({
      type: z.literal('result'),
      attachments: z.array(
        z.looseObject({
          contentType: z.string(),
          content: z.record(z.string(), z.unknown()),
          preview: z.looseObject({
            content: z.looseObject({
              title: z.string(),
              text: z.string().optional(),
              tap: z.object({ type: z.literal('invoke'), value: z.unknown() }).optional(),
            }),
          }),
        }),
      ),
    }),
  ]),
});

/** Sends what the client would send for the extension's only command. */
export async function lookUp(
  line: BotLine,
  from: Sending,
  wanted: LookupRequest,
): Promise<LookupOutcome> {
  const invoke =
    'text' in wanted
      ? { name: 'composeExtension/query', value: queryOf(wanted.text) }
      : { name: 'composeExtension/selectItem', value: wanted.value };
  const answered = await line.deliver(invokeActivity(from, invoke));
  const parsed = answer.safeParse(answered.kind === 'answered' ? answered.body : undefined);
  if (!parsed.success) return { kind: 'error', text: wentWrong };
  const { composeExtension: shown } = parsed.data;
  if (shown.type === 'message') return { kind: 'message', text: shown.text };
  const [first] = shown.attachments;
  if (!('text' in wanted) && first?.contentType === cardType) {
    return { kind: 'card', card: first.content };
  }
  return {
    kind: 'list',
    matches: shown.attachments.map(({ preview: { content } }) => {
      return { title: content.title, text: content.text ?? '', value: content.tap?.value };
    }),
  };
}

function queryOf(text: string) {
  const parameter =
    text === '' ? { name: 'initialRun', value: 'true' } : { name: 'query', value: text };
  return {
    commandId: 'find',
    parameters: [parameter],
    queryOptions: { skip: 0, count: pageSize },
    context: { theme: 'default' },
  };
}
