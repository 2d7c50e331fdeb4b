/**
 * Hosts a sent file for a few minutes, like a person's OneDrive: at an address that can't be guessed, open to a
 * plain GET. Bytes are streamed through the disk, so that a large file takes no memory.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sendJson } from './http.ts';
import type { Call, Route } from './http.ts';
import { fileInfoType } from './protocol.ts';
import type { Attachment } from './protocol.ts';
import type { SwitchBoard } from './switches.ts';

interface HostedFile {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly stored: string;
  readonly size: number;
  readonly until: number;
}

export type FileHosting = ReturnType<typeof createFileHosting>;

export function createFileHosting(deps: {
  url: () => string;
  switches: SwitchBoard;
  /** how long an address is valid; minutes in Teams */
  lifetimeMs: number;
  /** pause between the chunks of a slow file */
  dripMs: number;
  /** where the bytes are stored; emptied at each start. Absent: a temporary folder */
  dataDir?: string;
}) {
  const files = new Map<string, HostedFile>();
  const dripping = new Set<NodeJS.Timeout>();
  let folder: Promise<string> | undefined;

  /** Files of a killed process are deleted first: their addresses are lost. */
  async function makeFolder(): Promise<string> {
    if (deps.dataDir === undefined) return mkdtemp(path.join(tmpdir(), 'local-teams-'));
    const own = path.join(deps.dataDir, 'files');
    await rm(own, { recursive: true, force: true });
    await mkdir(own, { recursive: true });
    return own;
  }

  async function receive(name: string, bytes: Readable): Promise<{ id: string; size: number }> {
    folder ??= makeFolder();
    const id = randomUUID();
    const stored = path.join(await folder, id);
    const target = createWriteStream(stored);
    await pipeline(bytes, target);
    const secret = randomBytes(24).toString('base64url');
    const until = Date.now() + deps.lifetimeMs;
    files.set(id, { id, name, secret, stored, size: target.bytesWritten, until });
    await dropExpired();
    return { id, size: target.bytesWritten };
  }

  async function dropExpired(): Promise<void> {
    for (const file of files.values()) {
      if (file.until + deps.lifetimeMs > Date.now()) continue;
      files.delete(file.id);
      await rm(file.stored, { force: true });
    }
  }

  /** The attachment for the message with the file; undefined when it is no longer hosted. */
  function attachment(id: string): Attachment | undefined {
    const file = files.get(id);
    if (file === undefined) return undefined;
    const extension = path.extname(file.name).slice(1).toLowerCase();
    const address = new URL(`${deps.url()}/files/download.aspx`);
    address.searchParams.set('UniqueId', file.id);
    address.searchParams.set('tempauth', file.secret);
    return {
      contentType: fileInfoType,
      name: file.name,
      contentUrl: `${deps.url()}/files/documents/${encodeURIComponent(file.name)}`,
      content: {
        downloadUrl: address.href,
        uniqueId: file.id,
        ...(extension !== '' && { fileType: extension }),
      },
    };
  }

  async function download({ query, response }: Call): Promise<void> {
    const file = files.get(query.get('UniqueId') ?? '');
    if (file === undefined) {
      sendJson(response, 404, { error: { code: 'itemNotFound' } });
      return;
    }
    if (query.get('tempauth') !== file.secret || Date.now() > file.until) {
      sendJson(response, 401, { error: { code: 'unauthenticated' } });
      return;
    }
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': file.size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    };
    switch (deps.switches.now().file) {
      case 'expired':
        sendJson(response, 401, { error: { code: 'unauthenticated' } });
        return;
      case 'forbidden':
        sendJson(response, 403, { error: { code: 'accessDenied' } });
        return;
      case 'missing':
        sendJson(response, 404, { error: { code: 'itemNotFound' } });
        return;
      case 'silent':
        return;
      case 'web-page':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(
          '<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>',
        );
        return;
      case 'slow':
        response.writeHead(200, headers);
        drip(file, response);
        return;
      case 'cut-off':
        response.writeHead(200, headers);
        response.write(Buffer.alloc(Math.floor(file.size / 2), 'x'), () => response.destroy());
        return;
      case 'normal':
        response.writeHead(200, headers);
        // A reader may abort early.
        await pipeline(createReadStream(file.stored), response).catch(() => undefined);
    }
  }

  function drip(file: HostedFile, response: Call['response']): void {
    const source = createReadStream(file.stored, { highWaterMark: 8 });
    const timer = setInterval(() => {
      const drop: unknown = source.read(8);
      if (Buffer.isBuffer(drop)) response.write(drop);
      else if (source.readableEnded) response.end();
    }, deps.dripMs);
    dripping.add(timer);
    response.on('close', () => {
      clearInterval(timer);
      dripping.delete(timer);
      source.destroy();
    });
  }

  const routes: readonly Route[] = [
    { method: 'GET', path: '/files/download.aspx', handle: download },
    {
      // The address that bots can't use: it requires the person's own sign-in.
      method: 'GET',
      path: '/files/documents/:name',
      handle: ({ response }) => sendJson(response, 403, { error: { code: 'accessDenied' } }),
    },
  ];

  return {
    routes,
    receive,
    attachment,
    async stop(): Promise<void> {
      for (const timer of dripping) clearInterval(timer);
      files.clear();
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}
