import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { labelOf } from '../lib/label.ts';

/** A file that an admin sent in the personal chat. */
export interface IncomingFile {
  /** a label: never a path */
  readonly name: string;
  readonly downloadUrl: string;
  /** the file's id in OneDrive, if given */
  readonly uniqueId?: string;
}

const fileType = 'application/vnd.microsoft.teams.file.download.info';
const longestLabel = 200;

const schema = z.object({
  contentType: z.literal(fileType),
  name: z.string().optional(),
  content: z.object({ downloadUrl: z.string(), uniqueId: z.string().optional() }),
});

/**
 * The files attached to a message. A message typed with formatting has a `text/html` attachment as well, so
 * files are found by their type, at any position.
 */
export function filesOf(activity: Activity): IncomingFile[] {
  return (activity.attachments ?? []).flatMap((attachment) => {
    const parsed = schema.safeParse(attachment);
    if (!parsed.success) return [];
    const { name, content } = parsed.data;
    return [
      {
        name: labelOf(name, longestLabel) || 'people.csv',
        downloadUrl: content.downloadUrl,
        ...(content.uniqueId !== undefined && { uniqueId: content.uniqueId }),
      },
    ];
  });
}

/** A file that lies in the cloud, or a forwarded message: Teams gives bots no way to its bytes. */
const outOfReach = ['reference', 'forwardedMessageReference'];
/** Addresses of files in the cloud: OneDrive and SharePoint in each cloud of Teams, Office's own, and those of others. */
const cloudLink =
  /https:\/\/(?:(?:[\w-]{1,63}\.){1,8}sharepoint(?:\.(?:com|us|cn|de)|-mil\.us)|1drv\.ms|onedrive\.live\.com|(?:excel|onedrive)\.cloud\.microsoft|teams\.(?:cloud\.microsoft|microsoft\.com)\/l\/file|(?:docs|drive)\.google\.com|www\.dropbox\.com)\//iu;

/**
 * The reason why what a message carries can't be imported; undefined when it carries nothing that looks like a file.
 * With words, a picture is only decoration; without, it was meant to be the file.
 */
export function notAFile(activity: Activity, words: string): ErrorCode | undefined {
  const types = (activity.attachments ?? []).map(({ contentType }) => contentType);
  if (cloudLink.test(words) || cloudLink.test(ownHtml(activity))) return 'file-out-of-reach';
  if (words.trim() !== '') return undefined;
  if (types.some((type) => type.startsWith('image/'))) return 'file-is-image';
  // Teams' own type, but without the address that a file must have.
  return types.some((type) => type === fileType || outOfReach.includes(type))
    ? 'file-out-of-reach'
    : undefined;
}

/**
 * A message's HTML without the messages that it quotes. Teams shows the address of a file as the file's name, which is then
 * all that the text has: the address is in the HTML only.
 */
function ownHtml(activity: Activity): string {
  const html = htmlOf(activity);
  const quoted = html.indexOf('<blockquote');
  const end = html.lastIndexOf('</blockquote>');
  return quoted === -1 || end < quoted ? html : html.slice(0, quoted) + html.slice(end);
}

/** Whether a message in a group mentions a file. Teams passes files to bots in personal chats only. */
export function mentionsFile(activity: Activity): boolean {
  return htmlOf(activity).includes('<attachment');
}

function htmlOf(activity: Activity): string {
  return (activity.attachments ?? [])
    .map(({ contentType, content }) =>
      contentType === 'text/html' && typeof content === 'string' ? content : '',
    )
    .join('\n');
}
