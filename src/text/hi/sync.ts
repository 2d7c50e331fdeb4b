import type { FullSyncReason } from '../../domain/operations/sync-facts.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

/** Sentences about the sync with Microsoft Entra: what is decided about it, and what came of one. */
export function syncWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'syncLog' | 'sync'> {
  const number = (value: number) => format.number(value);

  return {
    syncLog: { columns: ['नाम', 'Entra ID', 'विशेषता', 'कारण'] },
    sync: {
      title: 'Microsoft Entra के साथ सिंक',
      intro:
        'आपके संगठन के लोगों को Microsoft Entra से लाता है। जो वहाँ नहीं रहे, उन्हें यहाँ से निकाल दिया जाता है और 30 दिनों तक पुनर्स्थापित किया जा सकता है।',
      notSetUp: 'अभी कुछ भी सिंक नहीं होता। पहले चुनें कि Entra का कौन-सा फ़ील्ड किस विशेषता को भरे।',
      facts: {
        mapping: 'फ़ील्ड',
        users: 'उपयोगकर्ता',
        schedule: 'शेड्यूल',
        nextRun: 'अगली बार',
        lookedAt: 'दायरा',
        merged: 'मिलाए गए',
        started: 'शुरुआत',
      },
      mapped: (attribute, field) => (attribute === field ? attribute : `${attribute} ← ${field}`),
      mappedInShort: (named, more) =>
        more > 0 ? `${named.join(', ')} और ${number(more)} अन्य` : named.join(', '),
      allUsers: 'संगठन के सभी सदस्य',
      groupUsers: (names, more) =>
        more > 0
          ? `${names.join(', ')} और ${number(more)} अन्य समूहों के सदस्य`
          : `${format.list(names)} के सदस्य`,
      byHand: 'हाथ से: “अभी सिंक करें” दबाकर',
      daily: (hour, timeZone) => `हर दिन ${format.clock(hour)} बजे (${timeZone})`,
      dailyBy: (name) => (name.trim() === '' ? '' : `${name.trim()} द्वारा निर्धारित`),
      paused:
        'रोका गया: जिसने यह तय किया उसे अब सिंक की अनुमति नहीं है। जारी रखने के लिए “मैपिंग बदलें” और “सहेजें” दबाएँ।',
      lastTitle: 'पिछला सिंक',
      noneYet: 'अभी तक कोई नहीं हुआ।',
      saved: 'सहेजा गया।',
      savedFirst: 'सिंक सेट हो गया है।',
      savedFirstHow: '“अभी सिंक करें” दबाएँ: पहली बार कुछ भी लिखे जाने से पहले आप देखेंगे कि क्या बदलेगा।',
      isReset: 'सिंक नए सिरे से शुरू होगा।',
      isResetHow:
        'अगला सिंक सभी लोगों की जाँच करेगा और लिखने से पहले दिखाएगा कि क्या बदलेगा। किसी को नहीं निकाला गया।',

      resetTitle: 'सिंक रीसेट करें?',
      resetWhat:
        'किसी को नहीं निकाला जाएगा, और मैपिंग बनी रहेगी। अगला सिंक फिर से सभी लोगों की जाँच करेगा और लिखने से पहले आपसे पूछेगा।',

      mapping: {
        title: 'क्या सिंक होता है',
        intro:
          'हर विशेषता के लिए Entra का वह फ़ील्ड चुनें जो उसे भरे। जो सिंक नहीं होता, उसे व्यवस्थापक सँभालते हैं।',
        notSynced: 'सिंक नहीं होता',
        placeholder: 'Entra का कोई फ़ील्ड लिखें',
        phoneRequired: 'वह फ़ील्ड चुनें जिसमें फ़ोन नंबर है।',
        usersTitle: 'किनके खाते सिंक होते हैं',
        users: 'उपयोगकर्ता',
        usersChoices: {
          all: 'संगठन के सभी सदस्य',
          groups: 'केवल इन समूहों के सदस्य',
        },
        keptGroups: 'चुने गए समूह',
        groups: 'समूह जोड़ें (“केवल इन समूहों के सदस्य” के लिए)',
        groupsHint: 'किसी समूह का नाम लिखें',
        groupsNote: 'समूहों के भीतर के समूहों के सदस्य भी गिने जाते हैं। अतिथि कभी सिंक नहीं होते।',
        scheduleTitle: 'सिंक कब होता है',
        schedule: 'शेड्यूल',
        scheduleChoices: {
          'by-hand': 'जब कोई व्यवस्थापक “अभी सिंक करें” दबाए',
          daily: 'हर दिन',
        },
        hour: (timeZone) => `समय (“हर दिन” के लिए; ${timeZone})`,
        changed:
          'यदि मैपिंग या उपयोगकर्ता बदलते हैं, तो अगला सिंक केवल परिवर्तनों के बजाय सभी लोगों की जाँच करता है।',
      },
      problems: {
        'phone-not-mapped': 'फ़ोन नंबर का सिंक होना आवश्यक है: वह फ़ील्ड चुनें जिसमें वह है।',
        'attribute-gone': 'इस बीच एक विशेषता निकाल दी गई है। बाकी विशेषताओं को देखें और फिर से सहेजें।',
        'no-group': 'कम से कम एक समूह चुनें, या सभी सदस्य।',
        'too-many-groups': 'ये बहुत अधिक समूह हैं: अधिक से अधिक 20 चुनें।',
      },

      entraFields: {
        mobilePhone: 'मोबाइल फ़ोन',
        businessPhones: 'कार्यालय फ़ोन (पहला)',
        givenName: 'नाम',
        surname: 'उपनाम',
        displayName: 'प्रदर्शन नाम',
        mail: 'ईमेल',
        userPrincipalName: 'उपयोगकर्ता प्रिंसिपल नाम',
        jobTitle: 'पद',
        department: 'विभाग',
        officeLocation: 'कार्यालय का स्थान',
        employeeId: 'कर्मचारी ID',
        companyName: 'कंपनी का नाम',
        city: 'शहर',
        state: 'राज्य या प्रांत',
        country: 'देश या क्षेत्र',
        postalCode: 'पिन कोड',
        streetAddress: 'सड़क का पता',
        usageLocation: 'उपयोग का स्थान',
        preferredLanguage: 'पसंदीदा भाषा',
      },

      preview: {
        title: 'सिंक करने से पहले जाँचें',
        subtitle: 'Microsoft Entra → “कर्मचारी” नेटवर्क',
        nothingChanges: 'निर्देशिका पहले से Entra जैसी है। सिंक से कुछ नहीं बदलेगा।',
        noneUsable: 'इस मैपिंग के साथ Entra से किसी को नहीं लाया जा सकता।',
        problemsTitle: (shown, all) =>
          shown < all
            ? `जो नहीं लाए जा सकते: ${number(all)} में से ${number(shown)}`
            : 'जो नहीं लाए जा सकते',
        removedTitle: (shown, all) =>
          shown < all ? `निकाले गए: ${people(all)} में से ${number(shown)}` : 'निकाले गए',
        removedHint: 'जिन्हें निकाला जाता है, उन्हें 30 दिनों तक पुनर्स्थापित किया जा सकता है।',
        broughtBack: (count) =>
          `जोड़े गए लोगों में से ${number(count)} ${format.plural(count, {
            one: 'पहले निकाला गया था और अपने पुराने रिकॉर्ड के साथ वापस आ रहा है',
            other: 'पहले निकाले गए थे और अपने पुराने रिकॉर्ड के साथ वापस आ रहे हैं',
          })}।`,
      },

      subtitle: (label, scheduled) => (scheduled ? `${label} · दैनिक` : label),
      scheduled: 'दैनिक',
      byScheduleOf: (name) => (name.trim() === '' ? 'दैनिक शेड्यूल से' : `${name.trim()}, दैनिक शेड्यूल से`),
      line: (counts, { removed }) =>
        `${number(counts.added)} जोड़े गए, ${number(counts.updated)} अपडेट किए गए, ` +
        `${number(counts.unchanged)} अपरिवर्तित, ${number(removed)} निकाले गए, ` +
        `${number(counts.rejected)} अस्वीकृत`,
      countTitles: {
        added: 'जोड़े गए',
        updated: 'अपडेट',
        unchanged: 'अपरिवर्तित',
        removed: 'निकाले गए',
        restored: 'वापस आए',
        rejected: 'अस्वीकृत',
      },
      rejected: (count) => `${people(count)} अस्वीकृत`,
      progress: (done, total) =>
        total === undefined || total <= 0
          ? `अब तक ${people(done)}`
          : `${people(total)} में से ${number(done)}`,
      reading: 'Microsoft Entra पढ़ा जा रहा है…',
      waitsForYou: 'आपके शुरू करने या रद्द करने की प्रतीक्षा में',
      completed: (written) =>
        written > 0
          ? `${people(written)} जोड़े, अपडेट किए या निकाले गए।`
          : 'निर्देशिका पहले से Entra जैसी थी।',
      cancelledBefore: 'निर्देशिका में कुछ भी लिखे जाने से पहले रद्द किया गया।',
      cancelledMidway: (written) =>
        written === 0
          ? 'निर्देशिका में कुछ भी लिखे जाने से पहले रद्द किया गया।'
          : `रद्द होने से पहले: ${people(written)} जोड़े, अपडेट किए या निकाले गए। यह ऐसे ही रहेगा; अगला सिंक बाकी काम पूरा करेगा।`,
      lookedAt: (full) => (full === undefined ? 'केवल पिछले सिंक के बाद के परिवर्तन' : fullBecause[full]),
      mergedFact: (count) =>
        `${number(count)} रिकॉर्ड, ऐसे ${format.plural(count, {
          one: 'व्यक्ति का जो दो बार मौजूद था',
          other: 'लोगों के जो दो बार मौजूद थे',
        })}`,
      logHint:
        'त्रुटि लॉग बताता है कि किसे या कौन-से फ़ील्ड नहीं लाए जा सके, कारण के साथ। इसे Entra में सुधारें; अगला सिंक उन्हें ले आएगा।',
    },
  };
}

const fullBecause: Readonly<Record<FullSyncReason, string>> = {
  first: 'सभी: यह पहला सिंक है',
  reset: 'सभी: सिंक रीसेट किया गया था',
  expired: 'सभी: पिछले सिंक को इतना समय हो गया है कि Entra अब परिवर्तन नहीं बता सकता',
  settings: 'सभी: मैपिंग या उपयोगकर्ता बदले गए थे',
};
