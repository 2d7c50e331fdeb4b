import { describe, expect, it } from '@jest/globals';
import { usualPolicy } from '../../src/edge/download.ts';
import { usualTurnLimits } from '../../src/edge/turn-limits.ts';
import { edgeLimits } from '../../src/edge/limits.ts';
import { longestField } from '../../src/log.ts';
import { read } from './documents.ts';

const page = 'docs/when-things-go-wrong.md';

/** A section without its tables' padding. */
const section = (title: string) =>
  (read(page).split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '').replace(/ {2,}/g, ' ');

const seconds = (ms: number) => `${ms / 1_000} s`;
const grouped = (number: number) => number.toLocaleString('en-US');

/** Operators rely on these figures when they look for the cause of a late answer, or of a refusal. */
describe('an operator finds on the page the figures that hold:', () => {
  it('of a turn', () => {
    const { turnMs, lastAnswerMs, longWorkMs, reserveMs, lookupMs } = usualTurnLimits;
    const told = section('A turn takes too long');
    expect(told).toContain(`| a turn | ${seconds(turnMs)} |`);
    expect(told).toContain(`from any chat | ${seconds(lookupMs)} |`);
    expect(told).toContain(`after that | ${seconds(lastAnswerMs)} |`);
    expect(told).toContain(
      `each | ${seconds(longWorkMs)}; what is left of the turn's time but ${seconds(reserveMs)} in it |`,
    );
    expect(section('The storage is unreachable, or throttles')).toContain(
      `after ${seconds(turnMs)}`,
    );
    const { idleMilliseconds, totalMilliseconds } = usualPolicy;
    expect(section("A file can't be read")).toContain(
      `no byte for ${seconds(idleMilliseconds)}, or more than ${seconds(totalMilliseconds)} in all`,
    );
    // Teams gives up after 15 s, whatever comes then.
    expect(turnMs + lastAnswerMs).toBeLessThan(15_000);
  });

  it('of what one sender may cost', () => {
    const told = section("The bot doesn't answer");
    const limits = edgeLimits;
    for (const figure of [
      `more than ${limits.bodyBytes / 1024} KB (413)`,
      `more than ${limits.headerBytes / 1024} KB of headers (431)`,
      `more than ${grouped(limits.targetCharacters)} characters (414)`,
      `the head takes more than ${seconds(limits.headersMs)}`,
      `all of it more than ${seconds(limits.requestMs)} (408)`,
      `for ${seconds(limits.silenceMs)}`,
      `${seconds(limits.keepAliveMs)} after an answer`,
      `after ${grouped(limits.requests)} requests`,
      `of ${grouped(limits.connections)} connections`,
    ])
      expect(told).toContain(figure);
    expect(read('docs/logs.md')).toContain(`cut to ${longestField} characters`);
  });

  it('of a stop', () => {
    const told = section('A process is stopped');
    const { stoppingMs, stoppingLongWorkMs } = usualTurnLimits;
    expect(told).toContain(`Turns have ${seconds(stoppingMs)} to end`);
    expect(told).toContain(`closed within ${seconds(edgeLimits.closingMs)}`);
    expect(told).toContain(`has ${seconds(stoppingLongWorkMs)}`);
    expect(stoppingMs + usualTurnLimits.lastAnswerMs).toBeLessThan(edgeLimits.closingMs);
  });
});
