import type { Settings } from '../settings.ts';
import type { StorageSettings } from './connect.ts';

/** Which storage account is meant, and as whom: with UserAssignedMSI the bot and the storage are reached under the same identity. */
export function storageSettings(
  settings: Pick<
    Settings,
    | 'AZURE_STORAGE_CONNECTION_STRING'
    | 'AZURE_STORAGE_ACCOUNT'
    | 'MicrosoftAppType'
    | 'MicrosoftAppId'
  >,
): StorageSettings {
  const connectionString = settings.AZURE_STORAGE_CONNECTION_STRING;
  if (connectionString !== undefined) return { connectionString };
  const { MicrosoftAppType, MicrosoftAppId, AZURE_STORAGE_ACCOUNT: account = '' } = settings;
  if (MicrosoftAppType !== 'UserAssignedMSI' || MicrosoftAppId === undefined) return { account };
  return { account, managedIdentity: MicrosoftAppId };
}
