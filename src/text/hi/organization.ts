import { maxAttributeNameLength } from '../../domain/attributes.ts';
import type { AttributeType } from '../../domain/attributes.ts';
import type { Role } from '../../domain/roles.ts';
import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

const roles: Readonly<Record<Role, string>> = {
  'tenant-admin': 'टेनेंट व्यवस्थापक',
  'organization-admin': 'संगठन व्यवस्थापक',
  'group-admin': 'समूह व्यवस्थापक',
  member: 'सदस्य',
};

const types: Readonly<Record<AttributeType, string>> = {
  text: 'टेक्स्ट',
  number: 'संख्या',
  'yes-no': 'हाँ या नहीं',
  date: 'तारीख',
};

/** Sentences about what an organization decides: its admins, its attributes, its audit. */
export function organizationWords(
  format: Format,
): Pick<Text, 'role' | 'admins' | 'attributes' | 'attributeForm' | 'removal' | 'audit'> {
  const number = (value: number) => format.number(value);
  return {
    role: (role) => roles[role],

    admins: {
      title: 'व्यवस्थापक',
      intro:
        'टेनेंट व्यवस्थापक सब कुछ कर सकते हैं। संगठन व्यवस्थापक लोगों को आयात और निर्यात करते हैं, जोड़ते, संपादित करते और हटाते हैं।',
      empty: 'यहाँ अभी किसी को व्यवस्थापक नहीं बनाया गया है।',
      fixed: 'परिनियोजन द्वारा निर्धारित',
      since: (role, iso, by) => {
        if (iso === undefined) return role;
        const since = `${role}, ${format.date(iso)} से`;
        return by === undefined || by.trim() === '' ? since : `${since}, ${by.trim()} द्वारा`;
      },
      more: (more) => `और ${number(more)} अन्य`,
      who: 'कौन',
      whoHint: 'कोई नाम लिखना शुरू करें',
      whoMissing: 'सूची में से किसी व्यक्ति को चुनें।',
      whoNote: 'लोग यहाँ तब दिखाई देते हैं जब वे Teams में यह ऐप खोल चुके हों।',
      role: 'भूमिका',
      roleMissing: 'कोई भूमिका चुनें।',
      noName: 'बिना नाम का व्यक्ति',
    },

    attributes: {
      title: 'विशेषताएँ',
      intro: 'आपकी निर्देशिका के कॉलम। टेम्पलेट, आयात, फ़ॉर्म और प्रोफ़ाइल इन्हीं के अनुसार होते हैं।',
      builtInTitle: 'पहले से मौजूद',
      builtIn: (names) => format.list(names),
      ownTitle: 'आपके संगठन की अपनी',
      none: 'अभी कोई नहीं।',
      full: (most) => `किसी संगठन की अधिक से अधिक ${number(most)} अपनी विशेषताएँ हो सकती हैं।`,
      type: (type) => types[type],
      line: ({ type, required, visibleTo }) =>
        [
          types[type],
          required ? 'आवश्यक' : 'वैकल्पिक',
          visibleTo === 'all' ? 'सभी को दिखती है' : 'केवल व्यवस्थापकों को दिखती है',
        ].join(' · '),
      removedTitle: 'निकाली गई',
      removed: (iso, untilIso) =>
        `${format.date(iso)} को निकाली गई; इसका डेटा ${format.date(untilIso)} तक रखा जाएगा।`,
      removedShort: (name, untilIso) => `${name} (${format.date(untilIso)} तक पुनर्स्थापित हो सकती है)`,
      choose: 'विशेषता',
      chooseMissing: 'कोई विशेषता चुनें।',
      chooseRemoved: 'निकाली गई विशेषता',
    },

    attributeForm: {
      addTitle: 'विशेषता जोड़ें',
      editTitle: (name) => `${name} को संपादित करें`,
      intro: 'यह विशेषता टेम्पलेट का एक कॉलम और हर व्यक्ति का एक फ़ील्ड बन जाएगी।',
      name: 'नाम',
      nameHint: 'उदाहरण के लिए, बैज संख्या',
      nameMissing: 'कोई नाम लिखें।',
      type: 'प्रकार',
      typeFixed: (type) =>
        `प्रकार: ${types[type]}। इसे बदला नहीं जा सकता, क्योंकि लोगों के पास इसके मान पहले से हैं।`,
      required: 'आवश्यक: बिना मान वाली पंक्तियाँ और फ़ॉर्म अस्वीकार किए जाते हैं',
      visibleTo: 'किसे दिखती है',
      visibleToChoices: { all: 'सभी को', admins: 'केवल व्यवस्थापकों को' },
      problem: attributeProblem,
    },

    removal: {
      title: (name) => `${name} को निकालें?`,
      sentence:
        'यह विशेषता टेम्पलेट, फ़ॉर्म और सभी प्रोफ़ाइल से हट जाएगी। इसका डेटा 30 दिनों तक रखा जाता है; तब तक इसे पुनर्स्थापित किया जा सकता है।',
    },

    audit: {
      title: 'परिवर्तन लॉग',
      sentence: 'लोगों, भूमिकाओं और विशेषताओं के सभी परिवर्तन एक CSV फ़ाइल में: किसने, कब और किस तरह किए।',
      short: 'यह लिंक थोड़ी देर ही काम करता है। “audit” लिखकर नया लिंक पाएँ।',
    },
  };
}

/** Why an attribute can't be saved. Problems of a later version get a sentence too. */
function attributeProblem(problem: string, other?: string): string {
  const named = other === undefined || other.trim() === '' ? undefined : `“${other.trim()}”`;
  switch (problem) {
    case 'name-missing':
      return 'कोई नाम लिखें।';
    case 'name-too-long':
      return `यह नाम बहुत लंबा है। इसमें ${String(maxAttributeNameLength)} वर्ण हो सकते हैं।`;
    case 'name-taken':
      return named === undefined
        ? 'इस नाम का कॉलम पहले से है। कोई दूसरा नाम चुनें।'
        : `इस नाम का कॉलम पहले से है: ${named}। कोई दूसरा नाम चुनें।`;
    case 'name-is-built-in':
      return `फ़ाइल में इस नाम के कॉलम को ${named ?? 'पहले से मौजूद कॉलम'} समझ लिया जाएगा। कोई दूसरा नाम चुनें।`;
    case 'name-not-valid':
      return 'इस नाम में अदृश्य नियंत्रण वर्ण या क्षतिग्रस्त वर्ण हैं। इसे फिर से लिखें।';
    case 'too-many':
      return 'और विशेषताएँ नहीं जोड़ी जा सकतीं। पहले एक निकालें।';
    default:
      return 'इसे सहेजा नहीं जा सकता। नाम और प्रकार की जाँच करें।';
  }
}
