import type {
  ExportChanges,
  ExportFormat,
  ExportNetwork,
} from '../../domain/operations/export-facts.ts';
import type { Text } from '../en.ts';
import { exportFileName } from '../export-file-name.ts';
import type { Format } from '../format.ts';

const networkTitles: Readonly<Record<ExportNetwork, string>> = {
  All: 'सभी लोग',
  Employee: '“कर्मचारी” नेटवर्क',
  Others: '“अन्य” नेटवर्क',
};

const networkChoices: Readonly<Record<ExportNetwork, string>> = {
  All: 'सभी',
  Employee: 'कर्मचारी',
  Others: 'अन्य',
};

const formatNames: Readonly<Record<ExportFormat, string>> = { csv: 'CSV', xlsx: 'Excel' };

/** Sentences about exports: asking for one, what came of it, and those that come again and again. */
export function exportWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'exports' | 'schedules' | 'settings'> {
  const number = (value: number) => format.number(value);
  const dayOrTime = (changes: ExportChanges, since?: string) => {
    if (changes.kind === 'since-date') return format.day(changes.day);
    return since === undefined ? undefined : format.dateTime(since);
  };
  const columnCount = (columns: number) => `${number(columns)} कॉलम`;

  return {
    exports: {
      title: 'लोगों को निर्यात करें',
      intro: 'पूरी निर्देशिका या उसका कोई हिस्सा, एक फ़ाइल में। तैयार होते ही मैं आपको यहाँ लिखूँगा।',
      network: 'कौन-से लोग?',
      networkChoices,
      columns: 'कॉलम',
      columnsChosen: (chosen, all) =>
        chosen >= all ? 'सभी कॉलम' : `${columnCount(all)} में से ${number(chosen)}`,
      columnsHint: 'फ़ोन नंबर और नेटवर्क हर फ़ाइल में होते हैं। यदि कोई कॉलम नहीं चुना गया, तो सभी लिए जाते हैं।',
      changes: 'सभी लोग या केवल परिवर्तन?',
      changesChoices: {
        all: 'सभी लोग',
        'since-date': 'केवल किसी दिन से हुए परिवर्तन',
        'since-last': 'केवल मेरे पिछले निर्यात के बाद के परिवर्तन',
      },
      changesHint:
        'ऐसी फ़ाइल हर व्यक्ति के बारे में बताती है कि वह जोड़ा, बदला, स्थानांतरित किया या हटाया गया।',
      since: 'किस दिन से (“किसी दिन से” के लिए)',
      lastExports: (exports) =>
        exports.length === 0
          ? 'आपने अभी कोई निर्यात नहीं किया है: “मेरे पिछले निर्यात के बाद” पहली बार सभी को शामिल करता है।'
          : `आपके पिछले निर्यात: ${format.list(
              exports.map(
                ({ network, at }) => `${networkChoices[network]} (${format.dateTime(at)})`,
              ),
            )}।`,
      format: 'प्रारूप',
      formatChoices: {
        csv: 'CSV फ़ाइल, जिसे फिर से आयात किया जा सकता है',
        xlsx: 'Excel कार्यपुस्तिका',
      },
      sinceMissing: 'वह दिन चुनें जिससे परिवर्तन गिने जाएँ।',
      sinceLongAgo: 'इसी सदी का कोई दिन चुनें, या सभी लोग चुनें।',
      sinceInFuture: 'ऐसा दिन चुनें जो भविष्य में न हो।',

      fileName: exportFileName,

      titleFor: (network) => `निर्यात – ${networkTitles[network ?? 'All']}`,
      subtitle: (fileName, network, scheduled) =>
        [fileName, networkTitles[network ?? 'All'], ...(scheduled === true ? ['शेड्यूल से'] : [])].join(
          ' · ',
        ),
      facts: { people: 'लोग', columns: 'कॉलम', format: 'प्रारूप', asked: 'अनुरोध' },
      byScheduleOf: (name) => (name.trim() === '' ? 'शेड्यूल से' : `${name.trim()}, शेड्यूल से`),
      bySchedule: 'शेड्यूल से',
      formatName: (kind) => formatNames[kind],
      columnsFact: (columns) =>
        columns === 'all'
          ? 'सभी'
          : columns.length === 0
            ? 'फ़ोन नंबर और नेटवर्क'
            : `फ़ोन नंबर और नेटवर्क के अलावा ${number(columns.length)}`,
      peopleFact: (changes, counts) => {
        if (changes.kind === 'all') return 'सभी';
        if (changes.kind === 'since-last' && counts !== undefined && counts.since === undefined) {
          return 'सभी, क्योंकि पहले कोई निर्यात नहीं था';
        }
        const since = dayOrTime(changes, counts?.since);
        return since === undefined ? 'पिछले निर्यात के बाद बदले गए' : `${since} से बदले गए`;
      },
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `अब तक ${people(done)}`
          : `लगभग ${people(total)} में से ${number(done)}`,

      line: (changes, counts, unreadable) => {
        const since = dayOrTime(changes, counts.since);
        const what =
          counts.since === undefined
            ? people(counts.people)
            : counts.people === 0
              ? 'कोई परिवर्तन नहीं'
              : `${number(counts.added)} जोड़े गए, ${number(counts.changed)} बदले गए, ` +
                `${number(counts.moved)} स्थानांतरित, ${number(counts.deleted)} हटाए गए`;
        const when = counts.since === undefined || since === undefined ? '' : `, ${since} से`;
        return `${what}${when}${unreadable > 0 ? `; ${number(unreadable)} पढ़े नहीं जा सके` : ''}`;
      },
      unreadable: (count) => `${people(count)} पढ़े नहीं जा सके`,
      unreadableHint:
        'त्रुटि लॉग में वे रिकॉर्ड दिए गए हैं। वे अब भी मौजूद हैं: Rollcall चलाने वाले उनकी जाँच कर सकते हैं।',
      completed: (changes, counts) => {
        const inFile = `फ़ाइल में ${people(counts.people)} हैं`;
        const since = dayOrTime(changes, counts.since);
        if (counts.since !== undefined && since !== undefined) {
          return counts.people === 0
            ? `${since} से किसी को जोड़ा, बदला, स्थानांतरित या हटाया नहीं गया है।`
            : `${inFile}: वे सभी जो ${since} से जोड़े, बदले, स्थानांतरित किए या हटाए गए।`;
        }
        if (changes.kind !== 'all') {
          return `तुलना के लिए पहले का कोई निर्यात नहीं था; इसलिए फ़ाइल में सभी हैं: ${people(counts.people)}।`;
        }
        return counts.people === 0 ? 'फ़ाइल में कोई नहीं है।' : `${inFile}।`;
      },
      countTitles: {
        added: 'जोड़े गए',
        changed: 'बदले गए',
        moved: 'स्थानांतरित',
        deleted: 'हटाए गए',
      },
      cancelled: 'रद्द किया गया; कोई फ़ाइल नहीं बनी।',

      errorLog: {
        columns: ['रिकॉर्ड', 'कारण'],
        damaged:
          'यह रिकॉर्ड पढ़ा नहीं जा सकता; इसलिए यह व्यक्ति फ़ाइल में नहीं है। इसे बदला नहीं गया है; Rollcall चलाने वाले इसकी जाँच कर सकते हैं।',
        more: (more) => `और ${number(more)} अन्य, जो यहाँ नहीं दिए गए हैं`,
      },

      schedule: {
        intro:
          'ऊपर जो चुना गया है उसे अपने-आप निर्यात करता है: सभी लोग या पिछली बार के बाद के परिवर्तन। हर बार आपको एक संदेश मिलेगा।',
        every: 'कितनी बार?',
        everyChoices: { day: 'हर दिन', week: 'हर सप्ताह', month: 'हर महीने' },
        weekday: 'सप्ताह का दिन (“हर सप्ताह” के लिए)',
        day: 'महीने का दिन (“हर महीने” के लिए)',
        hour: (timeZone) => `समय (${timeZone})`,
      },
      scheduleNeedsOther:
        'शेड्यूल सभी लोगों को या पिछली बार के बाद के परिवर्तनों को निर्यात करता है। इनमें से एक चुनें।',
      scheduleSaved: 'शेड्यूल सहेजा गया।',
      tooManySchedules: (most) =>
        `किसी संगठन के अधिक से अधिक ${number(most)} शेड्यूल हो सकते हैं। पहले एक निकालें।`,
      settingsSaved: 'सहेजा गया।',
    },

    schedules: {
      title: 'निर्यात शेड्यूल',
      intro: 'हर शेड्यूल अपने-आप निर्यात करता है; फ़ाइल उसे मिलती है जिसने शेड्यूल बनाया।',
      empty: 'अभी शेड्यूल से कुछ भी निर्यात नहीं होता।',
      emptyHow: '“export” लिखें, क्या निर्यात हो यह चुनें और “शेड्यूल करें…” दबाएँ।',
      what: ({ network, changes, columns, format: kind }) =>
        [
          changes.kind === 'all' ? networkTitles[network] : changesIn[network],
          formatNames[kind],
          ...(columns === 'all' ? [] : [columnCount(columns.length + alwaysThere)]),
        ].join(' · '),
      rhythm: ({ every, hour, weekday = 1, day = 1, timeZone }) => {
        const time = `${format.clock(hour)} बजे (${timeZone})`;
        if (every === 'day') return `हर दिन ${time}`;
        if (every === 'week') return `हर ${format.weekday(weekday)} ${time}`;
        // Not every month is that long.
        const orLast = day > 28 ? ' (या अंतिम दिन)' : '';
        return `हर महीने की ${number(day)} तारीख को${orLast} ${time}`;
      },
      by: (name) => (name.trim() === '' ? '' : `${name.trim()} का`),
      next: (iso) => `अगली बार: ${format.dateTime(iso)}`,
      paused: (why) =>
        why === 'by-hand' ? 'रोका गया' : 'रोका गया: जिसने इसे बनाया उसे अब निर्यात की अनुमति नहीं है',
      more: (more) => `और ${number(more)} अन्य`,
      removeTitle: 'यह शेड्यूल निकालें?',
      removeWhat: (what, rhythm) => `${what}। ${rhythm}। अब तक बनी फ़ाइलें निर्यात इतिहास में बनी रहेंगी।`,
    },

    settings: {
      title: 'सेटिंग',
      intro: 'जो आपके संगठन में सबके लिए लागू होता है।',
      delimiter: 'CSV फ़ाइलों का विभाजक',
      delimiterChoices: { ',': 'अल्पविराम', ';': 'अर्धविराम' },
      delimiterHint:
        'भारत में Excel अल्पविराम की अपेक्षा करता है, कई यूरोपीय देशों में अर्धविराम की। यह निर्यात की गई फ़ाइलों पर लागू होता है; आयात दोनों तरह की फ़ाइलों का हो सकता है।',
      signIn: 'साइन इन करने वाले निर्देशिका में आते हैं',
      signInHint:
        'आपके संगठन का जो व्यक्ति मुझे लिखता या इंस्टॉल करता है, वह Teams में अपने नाम और ईमेल पते के साथ “कर्मचारी” नेटवर्क में आ जाता है। अतिथि नहीं आते।',
    },
  };
}

/** Phone number and network. */
const alwaysThere = 2;

const changesIn: Readonly<Record<ExportNetwork, string>> = {
  All: 'सभी लोगों के परिवर्तन',
  Employee: '“कर्मचारी” नेटवर्क के परिवर्तन',
  Others: '“अन्य” नेटवर्क के परिवर्तन',
};
