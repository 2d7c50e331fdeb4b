/**
 * The letters of languages, as a text in the right encoding would have them. Reading a text in a wrong one gives letters too, but
 * those of no one language, and seldom the frequent ones.
 */

/** Letters beyond a to z, the frequent ones first. */
export const latinAlphabets: Readonly<Record<string, string>> = {
  German: 'üöäßé',
  French: 'éèçêàôïëîâûùœæÿü',
  Spanish: 'áéíóñúü',
  Portuguese: 'ãçáéíóâêõôúàü',
  Italian: 'èàòùìé',
  Catalan: 'àéíòóèçïúü',
  Swedish: 'öåäéü',
  Danish: 'øåæéöäü',
  Finnish: 'äöå',
  Icelandic: 'íáóéðöúþýæ',
  Dutch: 'ëéïöèü',
  Irish: 'éáíóú',
  Polish: 'łóżśąęćńź',
  Czech: 'áíéřčěžýšůúňťďóöü',
  Slovak: 'áíčýéžľšúťňôďäóĺŕ',
  Hungarian: 'áéóöüíőűú',
  Romanian: 'ăîșțâşţ',
  Croatian: 'ćčšžđ',
  Slovenian: 'čšžć',
  Albanian: 'ëç',
  Turkish: 'üıçşğöİâî',
  Lithuanian: 'ėžšųūčįąę',
  Latvian: 'āēīšņļķžūčģ',
  Estonian: 'äõüöšž',
  Vietnamese: 'đăâêôơư',
};

/** Latin letters that are spoken as vowels: they stand between consonants rather than beside other vowels. */
export const latinVowels = 'aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœāăąēėęěīįıōőūůűųơư';

/** The letters of other scripts in lower case, the frequent ones first; what all languages of the script have together. */
export const otherAlphabets = {
  Cyrillic: 'аоеинтрсвлкмдупяыьгзбчйюхжшцщэфіїєґёъјљњћђџўѓќѕ',
  Greek: 'αοιετσνηρκυπμλςγδωχθφβξζψάίόέήύώϊϋΐΰ',
  Hebrew: 'יולארהמבשתןנםחדקעגפכטסזץךףצ',
  Arabic: 'اليمنردبحسعهفةتكخقجشصزطثغضذظءىئأإؤآپچژگـ',
  Thai: 'านรกเงมอลสวดทยตปพคหบชจขซณธญผภถศฐฟฤโไใแะัิีึืุู็่้๊๋์ำๆ',
} as const;

export type OtherScript = keyof typeof otherAlphabets;

export const otherVowels: Readonly<Partial<Record<OtherScript, string>>> = {
  Cyrillic: 'аоеиуыэюяёіїєў',
  Greek: 'αοιεηυωάίόέήύώϊϋΐΰ',
};

/** Letters that a word may end with, but not go on after. */
export const onlyAtEnd = new Set('ςךםןףץةى');

/** Signs of Thai that stand on the letter before them. */
export const thaiMarks = /[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/u;
