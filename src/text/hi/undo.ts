import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

type UndoCounts = Parameters<Text['undo']['completed']>[0];

/** What is said of undoing an import. */
export function undoWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'undo'> {
  const stay = ({ rejected }: UndoCounts) => {
    const changed = format.plural(rejected, {
      one: 'बाद में बदला गया था और जैसा है वैसा ही रहेगा',
      other: 'बाद में बदले गए थे और जैसे हैं वैसे ही रहेंगे',
    });
    return rejected === 0 ? '' : ` ${people(rejected)} ${changed}; लॉग में दोनों मान हैं।`;
  };
  const done = (counts: UndoCounts) => {
    const parts = [
      ...(counts.removed > 0 ? [`${people(counts.removed)} फिर से हटाए गए`] : []),
      ...(counts.updated > 0 ? [`${people(counts.updated)} पहले जैसे किए गए`] : []),
      ...(counts.added > 0 ? [`${people(counts.added)} वापस लाए गए`] : []),
    ];
    return parts.length === 0 ? '' : format.list(parts);
  };
  return {
    undo: {
      title: ({ again }) => (again ? 'पूर्ववत को रद्द करना' : 'आयात पूर्ववत करना'),
      historyName: ({ again }, file) => (again ? `पूर्ववत रद्द: ${file}` : `पूर्ववत: ${file}`),
      undoing: 'लोगों को पहले की स्थिति में लाया जा रहा है…',
      completed: (counts) => {
        const what = done(counts);
        if (what !== '') return `${what}।${stay(counts)}`;
        if (counts.rejected > 0) return `किसी को नहीं बदला गया।${stay(counts)}`;
        return 'बदलने के लिए कुछ नहीं था: सभी लोग पहले जैसे हैं।';
      },
      cancelled: (counts, all) => {
        const what = done(counts);
        const before =
          what === '' ? 'रद्द होने से पहले किसी को नहीं बदला गया।' : `रद्द होने से पहले: ${what}।`;
        const left = Math.max(
          0,
          all - counts.added - counts.updated - counts.unchanged - counts.removed,
        );
        return left === 0 ? before : `${before} ${people(left)} पहले जैसे नहीं किए गए।`;
      },
      progress: (now, all) => `${people(all)} में से ${format.number(now)}`,
      line: (counts) =>
        `${format.number(counts.removed)} फिर से हटाए गए, ${format.number(counts.updated + counts.added)} पहले जैसे, ` +
        `${format.number(counts.rejected)} छोड़े गए`,
      countTitles: {
        removed: 'हटाए गए',
        updated: 'पहले जैसे',
        back: 'वापस आए',
        left: 'छोड़े गए',
      },
      left: (count) => `${people(count)} जैसे थे वैसे ही छोड़े गए`,
      leftHint:
        'लॉग में वे लोग हैं जो बाद में बदले गए, आयात से पहले के और अब के मान के साथ। जहाँ पहले वाला मान सही है, वहाँ व्यक्ति को संपादित करें।',
      facts: { imported: 'आयात का समय', undone: 'पूर्ववत' },
      underWay: 'चल रहा है',
      byUndo: (file) => (file === undefined ? 'आयात पूर्ववत करने से' : `${file} का आयात पूर्ववत करने से`),
      log: {
        columns: ['नाम', 'फ़ोन नंबर', 'विशेषता', 'आयात से पहले', 'आयात के बाद', 'अब', 'कारण'],
        changedSince: (by, iso) =>
          `बाद में बदला गया, पिछली बार ${format.date(iso)} को ${by.trim() === '' ? 'किसी' : by.trim()} द्वारा।`,
        noValues: 'पहले के मान अब संग्रहीत नहीं हैं।',
      },
    },
  };
}
