import type { StorageSettings } from './connect.ts';

interface AccountSettings {
  readonly AZURE_STORAGE_CONNECTION_STRING?: string | undefined;
  readonly AZURE_STORAGE_ACCOUNT?: string | undefined;
  readonly MicrosoftAppType: 'SingleTenant' | 'UserAssignedMSI';
  readonly MicrosoftAppId?: string | undefined;
}

/** Which storage account is meant, and as whom: with UserAssignedMSI the bot and the storage are reached under the same identity. */
export function storageSettings(settings: AccountSettings): StorageSettings {
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING;
  if (connectionString !== undefined) return { connectionString };
  const { MicrosoftAppType, MicrosoftAppId, AZURE_STORAGE_ACCOUNT: account = '' } = settings;
  if (MicrosoftAppType !== 'UserAssignedMSI' || MicrosoftAppId === undefined) return { account };
  return { account, managedIdentity: MicrosoftAppId };
}
