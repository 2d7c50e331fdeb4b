import { TurnContext, type Activity } from 'botbuilder';
import { sentAt } from './sent-at.ts';

/** A quoted message in a reply: Teams puts a placeholder, or the name of its wrapper, before the words. */
const quotation = /<quoted\b[^>]{0,500}>(?:[^<]{0,500}<\/quoted>)?|^\s*reply wrapper\b/giu;
/** Marks without width or of direction, which copying from a page brings along. Joiners inside words stay. */
const invisible = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/**
 * The words that a person typed, out of the text that Teams sends: without the mention of the bot, quoted messages, invisible
 * marks and escaped characters. An activity from a client may lack any field.
 */
export function typedWords(activity: Activity): string {
  const text: unknown = activity.text;
  if (typeof text !== 'string') return '';
  return withoutMention(activity, text)
    .replace(quotation, ' ')
    .replace(/&(?:nbsp|amp|lt|gt|quot|#39);/gu, (entity) => entities[entity] ?? entity)
    .replace(invisible, '');
}

/** An edit later than this doesn't correct a command: it tidies up what was answered long ago. */
const correctionMs = 120_000;

/**
 * Whether the activity is an edit that soon follows its message. Teams' message ids are the time of sending, and the edit has
 * its own time by the same clock; ours may be seconds behind.
 */
export function isCorrection(activity: Activity, now: number): boolean {
  const { eventType } = (activity.channelData ?? {}) as { readonly eventType?: unknown };
  if (activity.type !== 'messageUpdate' || eventType !== 'editMessage') return false;
  const age = (sentAt(activity) ?? now) - Number(activity.id);
  return age >= 0 && age < correctionMs;
}

function withoutMention(activity: Activity, text: string): string {
  try {
    return TurnContext.removeRecipientMention(activity);
  } catch {
    return text;
  }
}
