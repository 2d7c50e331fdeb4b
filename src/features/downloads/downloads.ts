import type { FileStore } from '../../domain/operations/ports.ts';
import { safeId } from '../../domain/organization.ts';
import { downloadPath } from '../../domain/public-paths.ts';
import { may, type Standing } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { openToken, packToken, tenantOfToken, type DownloadToken } from './download-token.ts';
import type { DownloadKeys, LinkedFile, LinkReader } from './ports.ts';

export interface DownloadsDeps {
  readonly files: Pick<FileStore, 'link' | 'exists'>;
  readonly keys: DownloadKeys;
  /** Rollcall's own address, without a path; absent: links lead to the storage itself */
  readonly url?: string;
  /** how long links work */
  readonly minutes: number;
  /** the one tenant that the bot serves; absent in local mode */
  readonly homeTenant?: string;
  standingOf(tenant: string, person: string): Promise<Standing>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Why a link doesn't open. */
export type NoDownload = 'over' | 'gone' | 'refused' | 'unknown' | 'busy' | 'away';

type Opened =
  /** where the file is, for some minutes */
  | { readonly to: string }
  /** @property locale of the person whose link it was; absent: the link isn't ours */
  | { readonly why: NoDownload; readonly locale?: string };

/** Links on cards to files. */
export interface Downloads {
  link(file: LinkedFile, reader: LinkReader): Promise<string>;
  /** @param token the rest of the link's path */
  open(token: string): Promise<Opened>;
}

/** For the start of the download. A link of the storage can't be called back, so it is short. */
const storageMinutes = 10;
/** Openings of all links of one person in a minute, in one process. */
const mostInMinute = 60;
const minuteMs = 60_000;

/**
 * With an address of its own, Rollcall's links lead to itself: a link that has expired ends at a sentence, and one whose
 * person has lost the right opens nothing. Nobody is signed in at that address. The link admits, as one of the storage
 * would.
 */
export function createDownloads(deps: DownloadsDeps): Downloads {
  const { files, keys, url, minutes, homeTenant, now } = deps;
  const opened = new Map<string, number>();
  let minute = 0;

  function isTooOften({ tenant, person }: DownloadToken): boolean {
    const current = Math.floor(now() / minuteMs);
    if (current !== minute) opened.clear();
    minute = current;
    const key = `${tenant}|${person}`;
    const times = (opened.get(key) ?? 0) + 1;
    opened.set(key, times);
    return times > mostInMinute;
  }

  /** A stranger's token costs no request to the storage. */
  async function verified(token: string): Promise<DownloadToken | undefined> {
    const tenant = tenantOfToken(token);
    if (tenant === undefined) return undefined;
    if (homeTenant !== undefined && tenant !== safeId(homeTenant)) return undefined;
    const key = await keys.known(tenant);
    return key === undefined ? undefined : openToken(token, key);
  }

  async function whyNot(file: DownloadToken): Promise<NoDownload | undefined> {
    const { tenant, person, right, name, until } = file;
    if (until < now()) return 'over';
    if (isTooOften(file)) return 'busy';
    if (right !== undefined && !may(await deps.standingOf(tenant, person), right)) return 'refused';
    return (await files.exists(name)) ? undefined : 'gone';
  }

  return {
    async link(file, reader) {
      if (url === undefined) return files.link(file.name, file.fileName, minutes);
      const until = now() + minutes * minuteMs;
      const token = packToken({ ...file, ...reader, until }, await keys.of(reader.tenant));
      return `${url}${downloadPath}${token}`;
    },
    async open(token) {
      let file: DownloadToken | undefined;
      try {
        file = await verified(token);
        if (file === undefined) return { why: 'unknown' };
        const why = await whyNot(file);
        if (why !== undefined) return { why, locale: file.locale };
        return { to: await files.link(file.name, file.fileName, storageMinutes) };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { why: 'away', ...(file !== undefined && { locale: file.locale }) };
      }
    },
  };
}
