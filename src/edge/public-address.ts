import type { LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '../errors.ts';

/*
 * One list for each family: Node looks an IPv4 address up in a list's IPv6 ranges too, as if it were ::ffff:a.b.c.d, and a
 * list of both would refuse or let in by the other family's rules.
 */

/** What the registries of special addresses (IANA) keep out of the public internet. */
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

/** Everything public is in here: no loopback, link-local or unique-local address, none mapped or translated to IPv4. */
const open6 = ranges('ipv6', [['2000::', 3]]);
/** But not Teredo and its like, 6to4 (which leads to any IPv4 address), and documentation. */
const closed6 = ranges('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/**
 * Whether an address is one of the public internet: not this machine's, a private network's, a cloud's own (metadata), nor
 * one that leads to such an address by way of IPv6. Anything that is no address isn't.
 */
function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed4.check(address, 'ipv4');
  // With a zone it is one of this machine's own networks.
  if (family !== 6 || address.includes('%')) return false;
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/**
 * Looks a name up and refuses it when any of its addresses isn't public. Given to a connection, it is the only look-up there
 * is: what was checked is what is connected to, whatever the name answers the next time.
 * @param resolve the machine's own resolver, as a rule
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
