import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { labelOf } from './label.ts';

/** A file that an admin sent in the personal chat. */
export interface IncomingFile {
  /** a label: never a path */
  readonly name: string;
  readonly downloadUrl: string;
  /** the file's id where Teams keeps it, if it says so */
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
 * The files attached to a message. A message typed with formatting carries a `text/html` attachment as well, so they
 * are found by their type, wherever they stand.
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

/** Why what is attached is no file that can be imported; undefined when nothing is attached that looks like one. */
export function notAFile(activity: Activity): ErrorCode | undefined {
  const types = (activity.attachments ?? []).map(({ contentType }) => contentType);
  if (types.some((type) => type.startsWith('image/'))) return 'file-is-image';
  // Teams' own type, but without the address that a file has to have.
  return types.includes(fileType) ? 'file-address-refused' : undefined;
}

/** Whether a group's message mentions a file that Teams kept back: bots get files in personal chats only. */
export function mentionsFile(activity: Activity): boolean {
  return (activity.attachments ?? []).some(
    ({ contentType, content }) =>
      contentType === 'text/html' && typeof content === 'string' && content.includes('<attachment'),
  );
}
