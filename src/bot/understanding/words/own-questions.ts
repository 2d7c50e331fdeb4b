/**
 * Words by which people ask whether they can do something themselves, in all languages. "Can you cancel?" is a request;
 * "can I cancel?" may only be a question.
 */
export const ownQuestions: readonly string[] = [
  ...['can i', 'could i', 'can we', 'could we', 'i can', 'i could'],
  ...['kann ich', 'ich kann', 'könnte ich', 'kann man', 'können wir', 'könnten wir'],
  ...['puedo', 'se puede', 'se podría'],
  ...['puis', 'je peux', 'peux je', 'pouvons', 'on peut', 'peut on'],
  ...['posso', 'pode se', 'se pode'],
  ...['bisa saya', 'saya bisa', 'bisakah saya', 'dapat saya', 'saya dapat', 'dapatkah saya'],
  ...['bisakah kami', 'kami bisa', 'dapatkah kami'],
  ...['सकता हूँ', 'सकता हूं', 'सकती हूँ', 'सकती हूं'],
  ...['يمكنني', 'هل يمكن'],
];
