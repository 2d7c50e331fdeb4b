/*
 * Azure's clouds, which have nothing in common but their products: each has its own addresses, sign-in and Teams. Teams
 * of the cloud in China takes no bots.
 */

export const clouds = ['public', 'us-government'] as const;
export type Cloud = (typeof clouds)[number];

interface CloudAddresses {
  readonly graph: string;
  /** where apps sign in */
  readonly login: string;
  /** after the name of a storage account and `.blob.` */
  readonly storage: string;
  /** the SDK's name for who signs messages from Teams; absent: the public one's */
  readonly channelService?: string;
  /** `iss` of their tokens */
  readonly channelIssuer: string;
}

export const addressesOfCloud: Readonly<Record<Cloud, CloudAddresses>> = {
  public: {
    graph: 'https://graph.microsoft.com',
    login: 'https://login.microsoftonline.com',
    storage: 'core.windows.net',
    channelIssuer: 'https://api.botframework.com',
  },
  // GCC High. (GCC is in the public cloud.)
  'us-government': {
    graph: 'https://graph.microsoft.us',
    login: 'https://login.microsoftonline.us',
    storage: 'core.usgovcloudapi.net',
    channelService: 'https://botframework.azure.us',
    channelIssuer: 'https://api.botframework.us',
  },
};
