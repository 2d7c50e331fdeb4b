/** A certificate authority of one run, and a certificate of it for all hosts that the run stands in for. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Certificates {
  /** paths of PEM files */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  /** for a server of Node */
  readonly forServer: { readonly cert: Buffer; readonly key: Buffer };
}

export function makeCertificates(folder: string, hosts: readonly string[]): Certificates {
  const file = (name: string) => path.join(folder, name);
  const openssl = (...options: string[]) => {
    execFileSync('openssl', options, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    ...['req', '-x509', ...elliptic, '-days', '2', '-subj', '/CN=Run of one test'],
    ...['-keyout', file('authority.key'), '-out', file('authority.pem')],
  );
  openssl(
    ...['req', ...elliptic, '-subj', '/CN=localhost'],
    ...['-keyout', file('server.key'), '-out', file('server.csr')],
  );
  const names = [...hosts.map((host) => `DNS:${host}`), 'IP:127.0.0.1'];
  writeFileSync(file('names'), `subjectAltName=${names.join(',')}\n`);
  openssl(
    ...['x509', '-req', '-in', file('server.csr'), '-days', '2', '-extfile', file('names')],
    ...['-CA', file('authority.pem'), '-CAkey', file('authority.key'), '-CAcreateserial'],
    ...['-out', file('server.pem')],
  );
  return certificatesIn(folder);
}

/** Those made before. */
export function certificatesIn(folder: string): Certificates {
  const file = (name: string) => path.join(folder, name);
  return {
    authority: file('authority.pem'),
    certificate: file('server.pem'),
    key: file('server.key'),
    forServer: { cert: readFileSync(file('server.pem')), key: readFileSync(file('server.key')) },
  };
}
