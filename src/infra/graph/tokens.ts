import type { TokenCredential } from '@azure/identity';
import { addressesOfCloud, type Cloud } from '../../domain/cloud.ts';
import { AppError } from '../../errors.ts';

export interface GraphSettings {
  readonly GRAPH_URL: string;
  readonly CLOUD: Cloud;
  readonly MicrosoftAppType: 'SingleTenant' | 'UserAssignedMSI';
  readonly MicrosoftAppId?: string | undefined;
  readonly MicrosoftAppPassword?: string | undefined;
  readonly MicrosoftAppTenantId?: string | undefined;
}

/** Tokens to read a tenant's directory with the bot's own identity and the application permissions granted by that tenant. */
export function createTokens(settings: GraphSettings): (tenant: string) => Promise<string> {
  // The Graph emulator of local mode accepts any tenant; it runs on loopback and has no real data.
  if (settings.MicrosoftAppId === undefined) return (tenant) => Promise.resolve(`local:${tenant}`);
  const scope = `${settings.GRAPH_URL.replace(/\/$/, '')}/.default`;
  const unreachable = (cause?: unknown) =>
    new AppError('entra-unreachable', {}, { cause, note: 'no token for Graph' });
  let credential: Promise<TokenCredential> | undefined;
  return async () => {
    credential ??= credentialOf(settings);
    const token = await (await credential).getToken(scope).catch((cause: unknown) => {
      throw unreachable(cause);
    });
    if (token === null) throw unreachable();
    return token.token;
  };
}

/** Loaded on first use: local mode and a bot without a sync never need it. */
async function credentialOf(settings: GraphSettings): Promise<TokenCredential> {
  const { ClientSecretCredential, ManagedIdentityCredential } = await import('@azure/identity');
  const {
    MicrosoftAppType: type,
    MicrosoftAppId: clientId = '',
    MicrosoftAppTenantId: tenant = '',
    MicrosoftAppPassword: secret = '',
  } = settings;
  return type === 'UserAssignedMSI'
    ? new ManagedIdentityCredential({ clientId })
    : new ClientSecretCredential(tenant, clientId, secret, {
        authorityHost: addressesOfCloud[settings.CLOUD].login,
      });
}
