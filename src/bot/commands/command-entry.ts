import type { HomePlace } from '../../cards/home-card.ts';
import type { Door } from '../../domain/doors.ts';
import type { Rule } from '../understanding/rule.ts';

/**
 * A command: a text that people can send, and all that is known of it. Help, the home card, Teams' suggestions and the
 * table of access in SECURITY.md come from it.
 */
export interface CommandEntry {
  /** the word that people send; its title and its words are in the catalogues, under `commands` and `commandWords` */
  readonly name: string;
  /** who may use it */
  readonly door: Door;
  /** its place on the home card; without one it isn't shown there */
  readonly home?: HomePlace;
  /** one of the ten that Teams suggests; described under `appPackage` in the catalogues */
  readonly suggested?: true;
  /** what words in any language mean it */
  readonly asked: readonly Rule[];
}
