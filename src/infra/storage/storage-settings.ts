import type { StorageSettings } from './connect.ts';

interface AccountSettings {
  readonly AZURE_STORAGE_CONNECTION_STRING?: string | undefined;
  readonly AZURE_STORAGE_ACCOUNT?: string | undefined;
  readonly MicrosoftAppType: 'SingleTenant' | 'UserAssignedMSI';
  readonly MicrosoftAppId?: string | undefined;
}

/** The storage account and its credentials: with UserAssignedMSI the bot uses the same identity for both Teams and storage. */
export function storageSettings(settings: AccountSettings): StorageSettings {
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING;
  if (connectionString !== undefined) return { connectionString };
  const { MicrosoftAppType, MicrosoftAppId, AZURE_STORAGE_ACCOUNT: account = '' } = settings;
  if (MicrosoftAppType !== 'UserAssignedMSI' || MicrosoftAppId === undefined) return { account };
  return { account, managedIdentity: MicrosoftAppId };
}
