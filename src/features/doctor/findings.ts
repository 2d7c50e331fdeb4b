import type { Finding } from './ports.ts';

export const ok = (sentence: string): Finding => ({ outcome: 'ok', sentence });
export const wrong = (sentence: string): Finding => ({ outcome: 'wrong', sentence });
export const skipped = (sentence: string): Finding => ({ outcome: 'skipped', sentence });
