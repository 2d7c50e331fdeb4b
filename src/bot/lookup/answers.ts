import type { Card } from '../../cards/card.ts';
import { shorten } from '../../cards/escape.ts';
import { phonesToRead } from '../../domain/phone.ts';
import { sideBySide } from '../../text/bidi.ts';

/*
 * The answers of a message extension, in the platform's format. Nobody but the person who asked sees them, until
 * they choose a card and send it.
 */

const cardType = 'application/vnd.microsoft.card.adaptive';
const thumbnailType = 'application/vnd.microsoft.card.thumbnail';

export interface LookupAnswer {
  readonly composeExtension:
    | { readonly type: 'message'; readonly text: string }
    | {
        readonly type: 'result';
        readonly attachmentLayout: 'list';
        readonly attachments: readonly object[];
      };
}

/** One match in the list. */
export interface Match {
  readonly person: string;
  readonly name: string;
  /** job title, department, phone number: what there is */
  readonly about: readonly string[];
}

export function sentenceAnswer(text: string): LookupAnswer {
  return { composeExtension: { type: 'message', text } };
}

/** A list; choosing a match asks for its card (`composeExtension/selectItem`). */
export function listAnswer(matches: readonly Match[]): LookupAnswer {
  return results(
    matches.map(({ person, name, about }) => {
      const content = { title: unmarked(name), text: sideBySide(about.map(unmarked)) };
      const tap = { type: 'invoke', value: { person } };
      return {
        contentType: thumbnailType,
        content,
        preview: { contentType: thumbnailType, content: { ...content, tap } },
      };
    }),
  );
}

export function cardAnswer({ card, summary }: Card): LookupAnswer {
  const content = { title: unmarked(summary) };
  return results([
    { contentType: cardType, content: card, preview: { contentType: thumbnailType, content } },
  ]);
}

function results(attachments: readonly object[]): LookupAnswer {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

/** Thumbnails understand HTML in some clients and none in others: neither can be escaped for both, so marks go. */
function unmarked(text: string): string {
  return phonesToRead(shorten(text, 200)).replaceAll('<', '‹').replaceAll('>', '›');
}
