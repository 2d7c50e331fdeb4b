import { Channels, ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';
import { AppError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import { withinTime } from '../lib/within-time.ts';

/** The cloud that Teams runs in: who signs what comes in, and where the bot gets its own tokens. */
export interface ChannelCloud {
  /** `iss` of the tokens that come with activities */
  readonly issuer: string;
  /** address of the issuer's OpenID metadata, which leads to its keys */
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly scope: string;
  /** longest wait for the issuer's keys, which the SDK would wait for without an end; usually 10 s */
  readonly patienceMs?: number;
}

/** The public cloud's; the rest of it the SDK knows. */
const usualIssuer = 'https://api.botframework.com';

const teams: string = Channels.Msteams;

type Authenticated = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
>;

/**
 * Lets in what Teams' own connector signed for this bot, and nothing else. The SDK checks signature, times, audience, service
 * address and endorsement; but it also takes the Emulator's tokens and, for one other channel, any token that this app was
 * ever given, whoever holds it now and whatever it was for. So the channel is asked for before, and the issuer after.
 */
export class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly unsigned: boolean;
  private readonly issuer: string;
  private readonly patienceMs: number;

  /** @param cloud absent: the public one */
  constructor(settings: Settings, cloud?: ChannelCloud) {
    // Without an app id the SDK checks no signature at all: the settings allow that on loopback in local mode only.
    const unsigned = settings.MicrosoftAppId === undefined;
    super(unsigned ? {} : configuration(settings, cloud));
    this.unsigned = unsigned;
    this.issuer = cloud?.issuer ?? usualIssuer;
    this.patienceMs = cloud?.patienceMs ?? 10_000;
  }

  /** @throws AppError `unsigned`, `other-channel`; something else when the issuer's keys can't be had, which may pass */
  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<Authenticated> {
    if (this.unsigned) return super.authenticateRequest(activity, authorization);
    if (activity.channelId !== teams) throw otherChannel('channelId');
    const authenticated = await this.signed(activity, authorization);
    const { claimsIdentity } = authenticated;
    if (claimsIdentity.getClaimValue('iss') !== this.issuer) throw otherChannel('issuer');
    // The SDK heeds an end where there is one: a token without would be good for ever.
    if (!Number.isFinite(claimsIdentity.getClaimValue('exp')))
      throw new AppError('unsigned', {}, { note: 'the token has no end' });
    return authenticated;
  }

  private async signed(activity: Activity, authorization: string): Promise<Authenticated> {
    try {
      const checking = super.authenticateRequest(activity, authorization);
      const authenticated = await withinTime(this.patienceMs, checking);
      if (authenticated !== 'late') return authenticated;
      throw new AppError('unexpected', {}, { note: 'the issuer of tokens does not answer' });
    } catch (error) {
      if (error instanceof AppError || isOutage(error)) throw error;
      throw new AppError('unsigned', {}, { cause: error });
    }
  }
}

function configuration(settings: Settings, cloud: ChannelCloud | undefined) {
  const app = {
    MicrosoftAppType: settings.MicrosoftAppType,
    MicrosoftAppId: settings.MicrosoftAppId ?? '',
    MicrosoftAppPassword: settings.MicrosoftAppPassword ?? '',
    MicrosoftAppTenantId: settings.MicrosoftAppTenantId ?? '',
  };
  if (cloud === undefined) return app;
  return {
    ...app,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    ToBotFromChannelOpenIdMetadataUrl: cloud.metadataUrl,
    // The Emulator isn't let in, whoever's keys its tokens are checked with.
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.metadataUrl,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    OAuthUrl: cloud.issuer,
  };
}

function otherChannel(note: string): AppError {
  return new AppError('other-channel', {}, { note });
}

/** The keys could not be fetched: nothing is known of the token then. */
function isOutage(error: unknown): boolean {
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  return name === 'FetchError' || statusCode === 500;
}
