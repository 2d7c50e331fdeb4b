import { describe, expect, it } from '@jest/globals';
import { addressesOfCloud, clouds } from '../../src/domain/cloud.ts';
import { ChannelAuthentication } from '../../src/edge/channel-authentication.ts';
import { addressesOf, connectStorage, storageSettings } from '../../src/infra/storage/connect.ts';
import { readSettings } from '../../src/settings.ts';

const production = {
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
  MicrosoftAppTenantId: '11111111-2222-4333-8444-666666666666',
  AZURE_STORAGE_ACCOUNT: 'stinvented',
};

/** Data of a government must not leave its cloud because one address was forgotten. */
describe('an organization in a cloud of its own', () => {
  it('has its storage and Microsoft Graph there', async () => {
    const settings = readSettings({ ...production, CLOUD: 'us-government' }, false);
    expect(settings.GRAPH_URL).toBe('https://graph.microsoft.us');
    const addresses = addressesOf(await connectStorage(storageSettings(settings)));
    expect(addresses).toEqual(
      ['blob', 'queue', 'table'].map(
        (service) => `https://stinvented.${service}.core.usgovcloudapi.net`,
      ),
    );
  });

  it('can name a Microsoft Graph of its own, and is in the public cloud unless it says otherwise', () => {
    const own = { ...production, CLOUD: 'us-government', GRAPH_URL: 'https://graph.example' };
    expect(readSettings(own, false).GRAPH_URL).toBe('https://graph.example');
    expect(readSettings(production, false).GRAPH_URL).toBe('https://graph.microsoft.com');
    expect(() => readSettings({ ...production, CLOUD: 'china' }, false)).toThrow();
  });

  it.each([
    ['public', ['login.microsoftonline.com', 'login.botframework.com', 'api.botframework.com']],
    [
      'us-government',
      ['login.microsoftonline.us', 'login.botframework.azure.us', 'api.botframework.us'],
    ],
  ] as const)('signs in and hears Teams there: %s', (CLOUD, [login, keys, channel]) => {
    const secret = { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'a secret' };
    const settings = readSettings({ ...production, ...secret, CLOUD }, false);
    expect(new URL(addressesOfCloud[settings.CLOUD].login).host).toBe(login);
    expect(new URL(addressesOfCloud[settings.CLOUD].channelIssuer).host).toBe(channel);
    // The SDK keeps its addresses in private fields.
    const said = JSON.stringify(new ChannelAuthentication(settings));
    for (const host of [login, keys, channel]) expect(said).toContain(`https://${host}`);
    for (const other of clouds) {
      if (other !== CLOUD) expect(said).not.toContain(`${addressesOfCloud[other].login}/`);
    }
  });
});
