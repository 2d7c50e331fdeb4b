/**
 * The letters of languages, as a text in the right encoding has them. Read in a wrong one, a text has letters
 * too, but not those of one language, and seldom the frequent ones.
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
  Vietnamese: 'đăâêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúýĩũ',
};

/** Latin vowels: they are between consonants rather than beside other vowels. */
export const latinVowels = 'aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœāăąēėęěīįıōőūůűųơư';

/** Lower-case letters of other scripts that all languages of the script share, the frequent ones first. */
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

/** Letters that occur only at the end of a word. */
export const onlyAtEnd = new Set('ςךםןףץةى');

/** Signs of Thai that are placed on the letter before them. */
export const thaiMarks = /[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/u;
