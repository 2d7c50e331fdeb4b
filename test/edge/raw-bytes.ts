/** Bytes as a stranger may send them to a listening port, made up by a seed: nearly requests, broken ones, and rubbish. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { anyCharacter } from '../support/any-character.ts';

/** The bytes sent on one connection, and how it ends. */
export interface Sending {
  readonly pieces: readonly Buffer[];
  /** `wait`: the other side is to have the last word */
  readonly end: 'wait' | 'half-close' | 'reset' | 'leave';
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const anyText = fc.string({ unit: anyCharacter, maxLength: 30 }).map((text) => text.slice(0, 30));
const words = (text: string) => text.split(' ');

/** Where a parser, or what makes an address of it, may stumble. */
const oddities = [
  ...words('[ ] % %zz %00 // /// \\ # ? @ : :99999 .. {} [::1 :-1 é ÿ'),
  ...[' ', '\t', '\0'],
];
const oddity = fc.oneof(fc.constantFrom(...oddities), anyText);

const seldom = <One, Other>(one: fc.Arbitrary<One>, other: fc.Arbitrary<Other>) =>
  fc.oneof({ weight: 1, arbitrary: one }, { weight: 7, arbitrary: other });

/** Mostly what is usual, so that the rest of the request is looked at too. */
const mixed = (usual: readonly string[], bad: readonly string[]) =>
  fc.oneof(
    { weight: 16, arbitrary: fc.constantFrom(...usual) },
    { weight: 4, arbitrary: fc.constantFrom(...bad) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...usual), oddity).map(([one, odd]) => one + odd),
    },
    { weight: 1, arbitrary: oddity },
  );

const method = mixed(
  words('GET POST'),
  words('HEAD OPTIONS PUT DELETE TRACE CONNECT PRI get M-SEARCH'),
);
const target = mixed(words('/ /healthz /readyz /api/messages'), [
  ...words('* /api/messages?a=b //healthz /healthz/ /%zz /%00 http://[ http://x:99999/ http://a%/'),
  ...words('http://///  http://localhost/healthz localhost:443 /connector/v3/conversations/%'),
  `/${'a'.repeat(3_000)}`,
]);
const version = mixed(['HTTP/1.1'], [...words('HTTP/1.0 HTTP/0.9 HTTP/2.0 HTTP/9.9'), '']);
const host = mixed(words('localhost 127.0.0.1'), [
  ...words('x:99999 [ a% [::1]:80 x: a,b'),
  ...['', 'a b', 'h'.repeat(400)],
]);
const headerName = mixed(
  words('Content-Type Connection Accept Authorization X If-None-Match Accept-Version'),
  words(
    'Upgrade Expect Content-Length Transfer-Encoding Content-Encoding Host Trailer TE X-HTTP-Method-Override',
  ),
);
const headerValue = mixed(
  ['keep-alive', 'close', 'application/json', 'text/plain', '*/*', 'Bearer a.b.c', 'identity'],
  [
    ...words('Upgrade websocket h2c 100-continue 0 5 -1 99999999999 1e3 chunked gzip'),
    ...['upgrade, keep-alive', 'gzip, chunked', 'application/json; charset=x'],
    ...['multipart/form-data; boundary=x', 'v'.repeat(20_000)],
  ],
);
const header = fc
  .tuple(headerName, mixed([': '], [':', ' : ', ':\t', '']), headerValue)
  .map((parts) => parts.join(''));
const body = fc.oneof(
  fc.constantFrom('', '{', '{}', '[]', 'null', '{"type":"message"}', '['.repeat(5_000)),
  fc.constantFrom('5\r\nhello\r\n0\r\n\r\n', 'fffffffff\r\n', '0\r\nX: y\r\n\r\n', '-5\r\nx'),
  anyText,
);
const lineEnd = mixed(['\r\n'], ['\n', '\r', '\r\n ']);

const request = fc
  .record({
    ...{ method, target, version, body, lineEnd },
    host: seldom(fc.constant(undefined), host),
    headers: fc.array(header, { maxLength: 3 }),
    // The length is usually stated, so that a body is read as one.
    isTold: mixed(['yes'], ['no']),
  })
  .map(({ lineEnd: end, ...parts }) => {
    const lines = [
      `${parts.method} ${parts.target} ${parts.version}`,
      ...(parts.host === undefined ? [] : [`Host: ${parts.host}`]),
      ...parts.headers,
      ...(parts.isTold === 'yes' ? [`Content-Length: ${parts.body.length}`] : []),
    ];
    return latin(`${lines.join(end)}${end}${end}${parts.body}`);
  });

/** A good request, some bytes of which are others. */
const damaged = fc
  .tuple(
    fc.constantFrom(
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ),
    fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 5 }),
  )
  .map(([good, changes]) => {
    const bytes = latin(good);
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return bytes;
  });

const rubbish = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const message = fc.oneof(
  { weight: 6, arbitrary: request },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: rubbish },
);

export const anySending: fc.Arbitrary<Sending> = fc
  .record({
    messages: fc.array(message, { minLength: 1, maxLength: 3 }),
    // Cut short, or split where nobody expects it.
    keep: seldom(fc.nat(100), fc.constant(undefined)),
    split: seldom(fc.nat(300), fc.constant(undefined)),
    end: fc.constantFrom<Sending['end'][]>('wait', 'wait', 'half-close', 'reset', 'leave'),
  })
  .map(({ messages, keep, split, end }) => {
    const all = Buffer.concat(messages);
    const kept = keep === undefined ? all : all.subarray(0, keep);
    const at = split === undefined ? 0 : split % Math.max(1, kept.length);
    const pieces = at === 0 ? [kept] : [kept.subarray(0, at), kept.subarray(at)];
    return { pieces, end };
  });

const maxWaitMs = 60;

/** Sends it, and leaves. @returns how the other side began its answer; undefined when it had none in time */
export function send(port: number, { pieces, end }: Sending): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer: string | undefined;
    const socket = connect(port, '127.0.0.1');
    const leave = () => {
      clearTimeout(timer);
      if (end === 'reset') socket.resetAndDestroy();
      else socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(leave, maxWaitMs);
    socket.on('error', () => undefined);
    socket.on('close', leave);
    socket.on('data', (chunk: Buffer) => {
      answer ??= chunk.toString('latin1').split('\r\n')[0];
      if (end !== 'half-close') leave();
    });
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
      if (end === 'half-close') socket.end();
      if (end === 'leave') leave();
    });
  });
}
