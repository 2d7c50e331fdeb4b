import type { FileDoor } from '../edge/ports.ts';
import type { Downloads, NoDownload } from '../features/downloads/downloads.ts';
import { directionOf } from '../text/bidi.ts';
import { textFor, type Text } from '../text/text.ts';

const statuses: Readonly<Record<NoDownload, number>> = {
  over: 410,
  gone: 410,
  refused: 403,
  unknown: 404,
  busy: 429,
  away: 503,
};

function sentencesOf({ downloads }: Text, why: NoDownload): readonly [string, string] {
  const { later } = downloads;
  switch (why) {
    case 'over':
      return [downloads.over, downloads.overNext];
    case 'gone':
      return [downloads.gone, downloads.goneNext];
    case 'refused':
      return [downloads.refused, downloads.refusedNext];
    case 'unknown':
      return [downloads.unknown, downloads.unknownNext];
    case 'busy':
      return [downloads.busy, later];
    case 'away':
      return [downloads.away, later];
  }
}

/** Download links that don't open end at a page in the language of their person, or else of the browser. */
export function downloadPages(downloads: Downloads): FileDoor {
  return {
    async open(token, languages) {
      const opened = await downloads.open(token);
      if ('to' in opened) return opened;
      const text = textFor(opened.locale ?? languages.split(/[,;]/)[0]);
      const [title, next] = sentencesOf(text, opened.why);
      const direction = directionOf(text.language);
      const { language } = text;
      return { status: statuses[opened.why], language, direction, title, sentences: [next] };
    },
  };
}
