/** A tiny bot on the real CloudAdapter, unauthenticated: says and does what a test tells it to. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TurnContext,
} from 'botbuilder';
import type { Activity, InvokeResponse } from 'botbuilder';

export interface EchoBot {
  readonly endpoint: string;
  /** Activities as they arrived, in order. */
  readonly heard: Activity[];
  readonly adapter: CloudAdapter;
  /** Handles a message; an echo unless replaced. */
  onMessage: (context: TurnContext) => Promise<void>;
  /** Answers an invoke. */
  onInvoke: (context: TurnContext) => Promise<InvokeResponse> | InvokeResponse;
  stop(): Promise<void>;
}

export async function startEchoBot(): Promise<EchoBot> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.onTurnError = async (context) => {
    if (context.activity.type === 'invoke') {
      await context.sendActivity({ type: 'invokeResponse', value: { status: 500 } });
    }
  };
  const heard: Activity[] = [];

  const logic = async (context: TurnContext) => {
    heard.push(context.activity);
    if (context.activity.type === 'invoke') {
      const value = await bot.onInvoke(context);
      await context.sendActivity({ type: 'invokeResponse', value });
      return;
    }
    const handler = new ActivityHandler();
    handler.onMessage(() => bot.onMessage(context));
    await handler.run(context);
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    const answer = {
      socket: response.socket,
      header: (name: string, value: unknown) => response.setHeader(name, String(value)),
      status: (code: number) => (response.statusCode = code),
      send: (content: unknown) => response.write(JSON.stringify(content)),
      end: () => response.end(),
    };
    await adapter.process({ body, headers: request.headers, method: 'POST' }, answer, logic);
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const bot: EchoBot = {
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    heard,
    adapter,
    onMessage: async (context) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
    },
    onInvoke: () => ({ status: 501 }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return bot;
}

/** The answer to an invoke that replaces the card with another. */
export function cardAnswer(card: unknown): InvokeResponse {
  const type = 'application/vnd.microsoft.card.adaptive';
  return { status: 200, body: { statusCode: 200, type, value: card } };
}

export function messageAnswer(text: string): InvokeResponse {
  const type = 'application/vnd.microsoft.activity.message';
  return { status: 200, body: { statusCode: 200, type, value: text } };
}

/** A message that carries one card. */
export function cardMessage(card: unknown): Partial<Activity> {
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', summary: 'A card', attachments: [{ contentType, content: card }] };
}
