import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type TurnContext,
} from 'botbuilder';
import { AppError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { isLoopback } from './download.ts';

/** What the HTTP side answers to an activity: a status, and for an invoke its body. */
export interface TurnResult {
  readonly status: number;
  readonly body?: unknown;
}

/**
 * The SDK's adapter with two differences. It hands the outcome to our own server instead of writing to the console, and it
 * takes the hidden retry out of the connector client: that one sends up to four requests and waits out Retry-After, which
 * breaks the turn's 15 seconds and multiplies messages. Retrying is the outbox's business.
 */
export class TeamsAdapter extends CloudAdapter {
  private readonly appId: string;

  constructor(settings: Settings) {
    const configuration = {
      MicrosoftAppType: settings.MicrosoftAppType,
      MicrosoftAppId: settings.MicrosoftAppId ?? '',
      MicrosoftAppPassword: settings.MicrosoftAppPassword ?? '',
      MicrosoftAppTenantId: settings.MicrosoftAppTenantId ?? '',
    };
    // Without an app id the SDK checks no signature at all: the settings allow that on loopback in local mode only.
    const given = settings.MicrosoftAppId === undefined ? {} : configuration;
    super(new ConfigurationBotFrameworkAuthentication(given));
    this.appId = settings.MicrosoftAppId ?? '';
    this.use(async (context, next) => {
      const client: unknown = context.turnState.get(this.ConnectorClientKey);
      (
        client as { pipeline?: { removePolicy(policy: { name: string }): unknown } }
      ).pipeline?.removePolicy({
        name: 'defaultRetryPolicy',
      });
      await next();
    });
  }

  /** Runs a turn for an activity that came in. @throws what authentication or the turn throws */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<TurnResult> {
    if (this.appId === '') mustBeLoopback(activity.serviceUrl);
    const response = await this.processActivity(authorization, activity, logic);
    return {
      status: response?.status ?? 200,
      ...(response?.body !== undefined && { body: response.body as unknown }),
    };
  }

  /** Runs logic in a conversation that the bot knows from before. */
  async resume(
    reference: Parameters<CloudAdapter['continueConversationAsync']>[1],
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.continueConversationAsync(this.appId, reference, logic);
  }
}

/** Unsigned activities may only name a connector on this machine, or the bot could be made to call anyone. */
function mustBeLoopback(serviceUrl: string | undefined): void {
  const host =
    serviceUrl !== undefined && URL.canParse(serviceUrl) ? new URL(serviceUrl).hostname : '';
  if (!isLoopback(host.replace(/^\[|\]$/g, '')))
    throw new AppError('bad-message', {}, { note: 'serviceUrl is not on loopback' });
}
