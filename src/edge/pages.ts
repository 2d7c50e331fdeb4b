import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

/** Paths of the pages that the app's details in Teams link to. They are public and contain no personal data. */
export const pagePaths = ['/privacy', '/terms'] as const;

type PagePath = (typeof pagePaths)[number];

const folder = new URL('../../docs/pages/', import.meta.url);

/** @returns a function that responds with one of the pages */
export function createPages(): (path: PagePath, response: ServerResponse) => void {
  const pages = new Map(
    pagePaths.map((path) => [path, readFileSync(new URL(`.${path}.html`, folder))]),
  );
  return (path, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    });
    response.end(pages.get(path));
  };
}
