import { showOwnProfile } from '../screens/own-profile.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** In the languages that the product speaks. */
const words = [
  'me|my (?:profile|data|record|details)|who am i',
  'mein profil|meine daten|wer bin ich',
  'mi perfil|mis datos|quién soy|quien soy',
  'mon profil|mes données|qui suis-je',
  'meu perfil|meus dados|quem sou eu',
  'profil saya|data saya|siapa saya',
  'मेरी प्रोफ़ाइल|मेरा प्रोफ़ाइल|मैं कौन हूँ',
  'ملفي|ملفي الشخصي|بياناتي|من أنا',
];

export const me: Command = {
  name: 'me',
  // one's own record, by one's own account
  door: { everyone: true },
  home: 'organization',
  said: new RegExp(`^(?:(?:show|open|view) )?(?:${words.join('|')})$`, 'u'),
  asked: [asked('me', 'show edit file who find')],
  run: (turn, _said, services) => showOwnProfile(services, turn),
};
