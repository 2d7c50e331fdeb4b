/** Loaded before the product in a process of its own: a busy machine is slow, and its turns aren't what is tested. */
import { usualTeamsTimes } from '../../emulators/teams/teams-times.ts';
import { usualTurnLimits } from '../../src/edge/turn-limits.ts';
import { patientTeams, patientTurns } from './patience.ts';

Object.assign(usualTurnLimits, patientTurns);
Object.assign(usualTeamsTimes, patientTeams);
