/** The addresses that the product meets in production, as they are in Azure's public cloud and in Teams. */
export const account = 'stinvented';
/** an empty one, into which a backup is restored */
export const otherAccount = 'stdrill';
const services = ['blob', 'queue', 'table'] as const;
const storage = [account, otherAccount].flatMap((name) =>
  services.map((service) => `${name}.${service}.core.windows.net`),
);
/** @returns the account and the service that a host stands for */
export function storageOf(
  host: string,
): { name: string; service: (typeof services)[number] } | undefined {
  const [name = '', service] = host.split('.');
  const known = services.find((one) => one === service);
  return storage.includes(host) && known !== undefined ? { name, service: known } : undefined;
}
/** Rollcall's own */
export const own = 'rollcall.example.com';
export const connector = 'smba.trafficmanager.net';
/** a person's files in the personal chat */
export const files = 'invented-my.sharepoint.com';
export const graph = 'graph.microsoft.com';
/** keys of the services that sign messages */
export const keys = 'login.botframework.com';
export const hosts = [...storage, own, connector, files, graph, keys] as const;
