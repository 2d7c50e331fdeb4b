import { Channels, ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';
import { addressesOfCloud } from '../domain/cloud.ts';
import { AppError } from '../errors.ts';
import { defined } from '../lib/defined.ts';
import type { Settings } from '../settings.ts';
import { withinTime } from '../lib/within-time.ts';

/** The cloud that Teams runs in: who signs incoming activities, and where the bot gets its own tokens. */
export interface ChannelCloud {
  /** `iss` of the tokens that come with activities */
  readonly issuer: string;
  /** address of the issuer's OpenID metadata, which leads to its keys */
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly scope: string;
  /** longest wait for the issuer's keys, for which the SDK has no timeout; usually 10 s */
  readonly keysTimeoutMs?: number;
}

const teams: string = Channels.Msteams;

type Authenticated = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
>;

/**
 * Accepts only what Teams' own connector signed for this bot. The SDK checks signature, times, audience,
 * service address and endorsement; but it also accepts the Emulator's tokens and, for one other channel, any
 * token ever issued to this app, for any purpose. So the channel is checked before the SDK runs, and the issuer
 * after it.
 */
export class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly unsigned: boolean;
  private readonly issuer: string;
  private readonly keysTimeoutMs: number;

  /** @param cloud absent: the public one */
  constructor(settings: Settings, cloud?: ChannelCloud) {
    // Without an app id the SDK checks no signature; the settings allow that only on loopback in local mode.
    const unsigned = settings.MicrosoftAppId === undefined;
    super(unsigned ? {} : configuration(settings, cloud));
    this.unsigned = unsigned;
    // The SDK knows the rest of its clouds.
    this.issuer = cloud?.issuer ?? addressesOfCloud[settings.CLOUD].channelIssuer;
    this.keysTimeoutMs = cloud?.keysTimeoutMs ?? 10_000;
  }

  /**
   * @throws AppError `unsigned`, `other-channel`; another error when the issuer's keys can't be fetched, which
   * may be temporary
   */
  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<Authenticated> {
    if (this.unsigned) return super.authenticateRequest(activity, authorization);
    if (activity.channelId !== teams) throw otherChannel('channelId');
    const authenticated = await this.signed(activity, authorization);
    const { claimsIdentity } = authenticated;
    if (claimsIdentity.getClaimValue('iss') !== this.issuer) throw otherChannel('issuer');
    // The SDK checks an expiry only if there is one: a token without would be valid forever.
    if (!Number.isFinite(claimsIdentity.getClaimValue('exp')))
      throw new AppError('unsigned', {}, { note: 'the token has no expiry' });
    return authenticated;
  }

  private async signed(activity: Activity, authorization: string): Promise<Authenticated> {
    try {
      const checking = super.authenticateRequest(activity, authorization);
      const authenticated = await withinTime(this.keysTimeoutMs, checking);
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
  const { channelService } = addressesOfCloud[settings.CLOUD];
  if (cloud === undefined) return { ...app, ...defined({ ChannelService: channelService }) };
  return {
    ...app,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    ToBotFromChannelOpenIdMetadataUrl: cloud.metadataUrl,
    // The Emulator's tokens are refused, even if they were signed with these keys.
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.metadataUrl,
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    OAuthUrl: cloud.issuer,
  };
}

function otherChannel(note: string): AppError {
  return new AppError('other-channel', {}, { note });
}

/** The keys could not be fetched, so nothing is known about the token. */
function isOutage(error: unknown): boolean {
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  return name === 'FetchError' || statusCode === 500;
}
