/** The page's own files and the two libraries that it uses: a fixed list, served unchanged. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ServerResponse } from 'node:http';
import type { Route } from './http.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * No inline scripts and nothing from other origins, so a card's text can't become one. Pictures of people are in the
 * storage: the embedded one, or an account. The card renderer sets styles.
 */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: http://127.0.0.1:* https://*.blob.core.windows.net",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The page's addresses: `/` and `/page/<file>`. */
export function pageRoutes(): readonly Route[] {
  const require = createRequire(import.meta.url);
  const folder = path.join(import.meta.dirname, 'page');
  const markdown = path.dirname(require.resolve('markdown-it/package.json'));
  const cards = path.dirname(require.resolve('adaptivecards/package.json'));
  const files: readonly [string, string][] = [
    ['/', path.join(folder, 'index.html')],
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => path.extname(name) !== '')
      .map((name): [string, string] => [
        `/page/${name.replaceAll(path.sep, '/')}`,
        path.join(folder, name),
      ]),
    ['/page/lib/adaptivecards.js', path.join(cards, 'dist/adaptivecards.min.js')],
    ['/page/lib/markdown-it.mjs', path.join(markdown, 'dist/browser/markdown-it.esm.min.mjs')],
  ];
  return files.map(([address, file]) => ({
    method: 'GET',
    path: address,
    handle: ({ response }) => sendFile(response, file),
  }));
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const content = await readFile(file);
  response.writeHead(200, {
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  response.end(content);
}
