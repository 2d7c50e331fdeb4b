import type { Text } from '../en.ts';
import type { Format } from '../format.ts';

/** Sentences about organization groups, and about who joins by signing in. */
export function groupWords(
  format: Format,
  { people }: { readonly people: (count: number) => string },
): Pick<Text, 'groups' | 'group' | 'groupAdd'> {
  const number = (value: number) => format.number(value);
  return {
    groups: {
      title: 'समूह',
      intro: 'वे टीमें और समूह चैट जिनमें मुझे जोड़ा गया है। उनके सदस्य आपके संगठन की निर्देशिका में होते हैं।',
      none: 'मुझे अभी आपके संगठन की किसी टीम या समूह चैट में नहीं जोड़ा गया है। जैसे ही आप मुझे किसी में जोड़ेंगे, उसके सदस्य निर्देशिका में आ जाएँगे।',
      notAnOwner:
        'मैं जिन समूहों में हूँ, उनमें से कोई आपका नहीं है। टीम के स्वामियों, मुझे समूह चैट में जोड़ने वाले व्यक्ति या निर्देशिका के किसी व्यवस्थापक से संपर्क करें।',
      kind: { team: 'टीम', groupChat: 'समूह चैट' },
      noName: { team: 'एक टीम', groupChat: 'एक समूह चैट' },
      yours: 'आप यहाँ समूह व्यवस्थापक हैं',
      more: (more) => `और ${number(more)} अन्य`,
    },

    group: {
      about: (kind, total) => `${kind} · ${people(total)}`,
      page: (page, pages) => `पृष्ठ ${number(page)}, कुल ${number(pages)}`,
      empty: 'मैंने अभी नहीं पढ़ा है कि इस समूह में कौन है। थोड़ी देर में फिर देखें।',
      notArrived: 'निर्देशिका में नहीं है',
      noName: 'बिना नाम का व्यक्ति',
      added: (name) => `${name} अब समूह में और निर्देशिका में है।`,
      there: (name) => `${name} पहले से समूह में है।`,
      removed: 'वह व्यक्ति अब समूह में नहीं है। वह निर्देशिका में बना रहेगा; वहाँ से कोई व्यवस्थापक उसे हटा सकता है।',
    },

    groupAdd: {
      title: 'समूह में जोड़ें',
      intro:
        'उन लोगों के लिए जिनका Teams में खाता नहीं है। वे निर्देशिका में “अन्य” के रूप में आते हैं; बाकी सभी को सीधे Teams में जोड़ा जाता है।',
      group: 'समूह',
      phone: 'फ़ोन नंबर',
      phoneHint: '+ और देश कोड के साथ, जैसे +91 98765 43210',
      name: 'नाम',
      nameHint: 'उदाहरण के लिए, आशा नमूना',
      missing: (label) => `${label}: कृपया भरें।`,
      problem: (label, reason) => `${label}: ${reason}`,
    },
  };
}
