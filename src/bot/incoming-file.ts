import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { labelOf } from './label.ts';

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

/** The reason why an attachment can't be imported; undefined when nothing attached looks like a file. */
export function notAFile(activity: Activity): ErrorCode | undefined {
  const types = (activity.attachments ?? []).map(({ contentType }) => contentType);
  if (types.some((type) => type.startsWith('image/'))) return 'file-is-image';
  // Teams' own type, but without the address that a file must have.
  return types.includes(fileType) ? 'file-address-refused' : undefined;
}

/** Whether a message in a group mentions a file. Teams passes files to bots in personal chats only. */
export function mentionsFile(activity: Activity): boolean {
  return (activity.attachments ?? []).some(
    ({ contentType, content }) =>
      contentType === 'text/html' && typeof content === 'string' && content.includes('<attachment'),
  );
}
