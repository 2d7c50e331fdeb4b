/*
 * Addresses that people write where a form asks for one and there is none: noemail@contoso.com, test@test.com. As a key they would
 * make one person of many.
 */

/** parts before the @, without dots and hyphens */
const nobodys = new Set(
  `noemail,noemailid,noemailaddress,nomail,nomailid,none,noreply,donotreply,notavailable,notprovided,notapplicable,nobody,nil,null`.split(
    ',',
  ),
);

/** domains of these names */
const nobodysDomains = new Set('noemail,nomail,noreply,nodomain,noaddress'.split(','));

/** words that are both the name and the domain */
const madeUp = new Set(
  'test,email,mail,abc,xyz,dummy,sample,user,name,asdf,qwerty,demo,fake'.split(','),
);
const fewLetters = /^(?:.{1,2}|(.)\1*)$/;

/** @param address a valid one */
export function isNobodysEmail(address: string): boolean {
  const [before = '', domain = ''] = address.toLowerCase().split('@');
  const local = before.replaceAll(/[._-]/g, '');
  const [label = ''] = domain.split('.');
  if (nobodys.has(local) || nobodysDomains.has(label.replaceAll('-', ''))) return true;
  return before === label && (madeUp.has(label) || fewLetters.test(label));
}

const [letterN, letterO, letterD, letterI, letterU] = [0x6e, 0x6f, 0x64, 0x69, 0x75];

/**
 * Whether an address in small letters may be one of these. Its bytes are enough to exclude nearly all.
 * @param from its first byte
 * @param end after its last byte
 */
export function mayBeNobodysEmail(bytes: Uint8Array, from: number, end: number): boolean {
  const [first, second] = [bytes[from], bytes[from + 1]];
  if (first === letterD && second === letterO) return true;
  if (first === letterN && (second === letterO || second === letterI || second === letterU))
    return true;
  const domain = bytes.indexOf(0x40, from) + 1;
  if (bytes[domain] === letterN && bytes[domain + 1] === letterO) return true;
  for (let place = from; place < domain - 1; place += 1)
    if (bytes[place] !== bytes[domain + place - from]) return false;
  return domain < end;
}
