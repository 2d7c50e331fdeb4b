import type { LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '../errors.ts';

/*
 * One list per family: Node also looks an IPv4 address up in a list's IPv6 ranges, as ::ffff:a.b.c.d, so a
 * combined list would apply the rules of the other family.
 */

/** The ranges that IANA's registries of special addresses exclude from the public internet. */
const closed4 = ranges('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]);

/** Contains everything public, but no loopback, link-local or unique-local address, and none mapped or translated to IPv4. */
const open6 = ranges('ipv6', [['2000::', 3]]);
/** Excluded again: Teredo and its like, 6to4 (which reaches any IPv4 address), and documentation. */
const closed6 = ranges('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/**
 * Whether an address is on the public internet: not of this machine, of a private network, of a cloud's
 * metadata service, nor one that reaches such an address over IPv6. False for anything that is no address.
 */
function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed4.check(address, 'ipv4');
  // An address with a zone belongs to one of this machine's own networks.
  if (family !== 6 || address.includes('%')) return false;
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/**
 * Resolves a name and refuses it when any of its addresses isn't public. A connection that uses this resolves
 * only once, so the checked address is the one connected to, even if the name resolves differently later.
 * @param resolve usually the machine's own resolver
 */
export function publicLookup(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, '', 4);
        return;
      }
      const addresses = found as LookupAddress[];
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        const refused = new AppError('file-address-refused', {}, { note: 'a private network' });
        callback(refused, '', 4);
        return;
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function ranges(
  family: 'ipv4' | 'ipv6',
  nets: readonly (readonly [net: string, prefix: number])[],
): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family);
  return list;
}
