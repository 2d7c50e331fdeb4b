import type { Agent } from 'node:http';
import { CloudAdapter, type Activity, type TurnContext } from 'botbuilder';
import { beforeDeadline, currentDeadline } from '../lib/deadline.ts';
import { AppError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { ChannelAuthentication, type ChannelCloud } from './channel-authentication.ts';
import { isLoopback } from './download.ts';
import { createFreshConnections } from './fresh-connections.ts';

/** The HTTP response to an activity: a status, and for an invoke its body. */
export interface TurnResult {
  readonly status: number;
  readonly body?: unknown;
}

interface SendingRequest {
  readonly url: string;
  abortSignal?: AbortSignal;
  agent?: Agent;
}
interface SendingPolicy {
  readonly name: string;
  sendRequest<Answer>(
    request: SendingRequest,
    next: (request: SendingRequest) => Promise<Answer>,
  ): Promise<Answer>;
}
interface SendingClient {
  readonly client: {
    readonly pipeline: {
      removePolicy(policy: { name: string }): unknown;
      addPolicy(policy: SendingPolicy): unknown;
    };
  };
}

/**
 * A request to Teams is aborted at the deadline of its turn. A request for the bot's own token continues, since
 * others wait for it too.
 */
const sharedDeadline: SendingPolicy = {
  name: 'rollcallSharedDeadline',
  sendRequest(request, next) {
    const shared = currentDeadline()?.signal;
    if (shared !== undefined) request.abortSignal = shared;
    return next(request);
  },
};

const connectionTo = createFreshConnections();

/** An answer that meets the end of an idle connection would be lost: it can't be sent again, since it may have arrived. */
const freshConnections: SendingPolicy = {
  name: 'rollcallFreshConnections',
  sendRequest(request, next) {
    request.agent = connectionTo(request.url);
    return next(request);
  },
};

/**
 * The SDK's adapter with three differences. It returns the outcome to our own server instead of writing to the
 * console. It removes the hidden retry from the connector client, which sends up to four requests and waits for
 * Retry-After, exceeding the turn's 15 seconds and duplicating messages; the outbox retries instead. And no
 * request outlasts its turn.
 */
export class TeamsAdapter extends CloudAdapter {
  private readonly appId: string;

  /** @param cloud absent: the public one */
  constructor(settings: Settings, cloud?: ChannelCloud) {
    super(new ChannelAuthentication(settings, cloud));
    this.appId = settings.MicrosoftAppId ?? '';
    this.use(async (context, next) => {
      // The SDK keeps the sending client in a private field; a test counts requests, in case another version
      // moves it.
      const { client }: SendingClient = context.turnState.get(this.ConnectorClientKey);
      client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
      client.pipeline.addPolicy(sharedDeadline);
      client.pipeline.addPolicy(freshConnections);
      context.onSendActivities((_context, activities, send) =>
        // The response to an invoke isn't sent to Teams: our own server returns it.
        activities.every(({ type }) => type === 'invokeResponse') ? send() : beforeDeadline(send),
      );
      context.onUpdateActivity((_context, _activity, update) => beforeDeadline(update));
      await next();
    });
  }

  /** Runs a turn for an incoming activity. @throws what authentication or the turn throws */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<TurnResult> {
    mustBeConnector(activity.serviceUrl, this.appId !== '');
    const response = await this.processActivity(authorization, activity, logic);
    return {
      status: response?.status ?? 200,
      ...(response?.body !== undefined && { body: response.body as unknown }),
    };
  }

  /** Runs logic in a conversation from a stored reference. */
  async resume(
    reference: Parameters<CloudAdapter['continueConversationAsync']>[1],
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.continueConversationAsync(this.appId, reference, logic);
  }
}

/**
 * Unsigned activities may only name a connector on this machine, or the bot could be made to call any address.
 * Signed ones carry the address in their token, if they have one; the bot's own token is sent there and must
 * not travel unencrypted.
 */
function mustBeConnector(serviceUrl: string, signed: boolean): void {
  const { hostname, protocol } = URL.canParse(serviceUrl)
    ? new URL(serviceUrl)
    : { hostname: '', protocol: '' };
  if (isLoopback(hostname.replace(/^\[|\]$/g, ''))) return;
  if (signed && protocol === 'https:') return;
  const note = signed ? 'serviceUrl is not https' : 'serviceUrl is not on loopback';
  throw new AppError('bad-message', {}, { note });
}
