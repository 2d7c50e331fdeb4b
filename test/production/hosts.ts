/** The addresses that the product meets in production, as they are in Azure's public cloud and in Teams. */
export const account = 'stinvented';
export const blobs = `${account}.blob.core.windows.net`;
export const queues = `${account}.queue.core.windows.net`;
export const tables = `${account}.table.core.windows.net`;
export const connector = 'smba.trafficmanager.net';
/** a person's files in the personal chat */
export const files = 'invented-my.sharepoint.com';
export const graph = 'graph.microsoft.com';
/** keys of the services that sign messages */
export const keys = 'login.botframework.com';
export const hosts = [blobs, queues, tables, connector, files, graph, keys] as const;
