import { describe, expect, it } from '@jest/globals';
import type { Activity } from 'botbuilder';
import {
  callerOf,
  linkReader,
  localeOf,
  mustHave,
  mustPass,
  speakerOf,
  tenantOf,
  timeZoneOf,
  type Caller,
} from '../../src/bot/caller.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Roles } from '../../src/features/admin/roles.ts';

const activityOf = (facts: object = {}): Activity =>
  ({
    channelData: { tenant: { id: 'Sample' } },
    conversation: { tenantId: 'sample' },
    from: { aadObjectId: 'Tara-1', name: 'Tara', tenantId: 'sample' },
    ...facts,
  }) as unknown as Activity;

const clientInfo = { type: 'clientInfo', timezone: 'Asia/Jakarta', locale: 'id-ID' };
const caller = (role: Role): Caller => ({
  ...{ tenant: 'sample', actor: { id: 'tara-1', name: 'Tara' }, locale: 'en', role },
});

describe('the organization of an activity', () => {
  it('is the one that all its places name', () => {
    expect(tenantOf(activityOf(), undefined)).toBe('sample');
    expect(tenantOf(activityOf(), 'SAMPLE')).toBe('sample');
    for (const only of [
      { channelData: { tenant: { id: 'sample' } }, conversation: {}, from: {} },
      { channelData: {}, conversation: { tenantId: 'sample' }, from: {} },
      { channelData: 'odd', conversation: { tenantId: '' }, from: { tenantId: 'sample' } },
    ]) {
      expect(tenantOf(activityOf(only), undefined)).toBe('sample');
    }
  });

  it.each([
    ['conversation', { tenantId: 'other' }],
    ['from', { aadObjectId: 'tara', tenantId: 'other' }],
    ['channelData', { tenant: { id: 'other' } }],
  ])('isn’t known if they contradict each other: %s', (place, says) => {
    expect(() => tenantOf(activityOf({ [place]: says }), undefined)).toThrow('other-organization');
  });

  it('must be the one that is served', () => {
    expect(() => tenantOf(activityOf(), 'another')).toThrow('other-organization');
  });

  it('must be named', () => {
    const nowhere = { channelData: undefined, conversation: {}, from: { tenantId: 7 } };
    expect(() => tenantOf(activityOf(nowhere), 'sample')).toThrow('no-organization');
  });
});

describe('the sender of an activity', () => {
  it('is known by their object id, and named without hidden characters', () => {
    const from = { aadObjectId: 'Tara-1', name: ' Ta\u202Era\u0000 ' };
    const { actor, tenant } = speakerOf(activityOf({ from }), undefined);
    expect([actor, tenant]).toEqual([{ id: 'tara-1', name: 'Tara' }, 'sample']);
    const nameless = speakerOf(activityOf({ from: { aadObjectId: 'Tara-1' } }), undefined);
    expect(nameless.actor.name).not.toBe('');
    for (const aadObjectId of [undefined, '']) {
      expect(() => speakerOf(activityOf({ from: { aadObjectId } }), undefined)).toThrow(
        'no-organization',
      );
    }
  });

  it('has language and time zone of the activity, otherwise of its client', async () => {
    const entities = [{ type: 'other', timezone: 'UTC', locale: 'fr' }, clientInfo];
    expect(localeOf(activityOf({ entities, locale: 'de-DE' }))).toBe('de-DE');
    expect(localeOf(activityOf({ entities, locale: '' }))).toBe('id-ID');
    expect(localeOf(activityOf({ entities }))).toBe('id-ID');
    expect(localeOf(activityOf())).toBeUndefined();
    expect(timeZoneOf(activityOf({ entities, localTimezone: 'Europe/Paris' }))).toBe(
      'Europe/Paris',
    );
    expect(timeZoneOf(activityOf({ entities, localTimezone: '' }))).toBe('Asia/Jakarta');
    expect(timeZoneOf(activityOf({ entities: [{ type: 'other' }] }))).toBeUndefined();
    const roles = { standingOf: () => Promise.resolve({ role: 'member' }) } as unknown as Roles;
    expect(await callerOf(activityOf(), roles, 'sample')).toEqual({
      ...{ tenant: 'sample', actor: { id: 'tara-1', name: 'Tara' } },
      ...{ role: 'member', locale: 'en' },
    });
    expect(await callerOf(activityOf({ entities }), roles, undefined)).toMatchObject({
      ...{ locale: 'id-ID', timeZone: 'Asia/Jakarta' },
    });
  });

  it('is who may open a link on their card', () => {
    const reader = { tenant: 'sample', person: 'tara-1', locale: 'en' };
    expect(linkReader(caller('member'))).toEqual(reader);
    expect(linkReader(caller('member'), 'export')).toEqual({ ...reader, right: 'export' });
  });
});

describe('a door', () => {
  it('keeps out who lacks its right, and says who could help', () => {
    expect(() => mustHave(caller('tenant-admin'), 'sync')).not.toThrow();
    expect(() => mustHave(caller('organization-admin'), 'sync')).toThrow('needs-tenant-admin');
    expect(() => mustHave(caller('member'), 'sync')).toThrow('not-an-admin');
    expect(() => mustPass(caller('member'), { right: 'sync' })).toThrow('not-an-admin');
    expect(() => mustPass(caller('tenant-admin'), { right: 'sync' })).not.toThrow();
  });

  it.each([
    {},
    { right: 'import', groupAdmins: 'open' },
    { right: 'import', groupFiles: true },
  ] as const)('that group admins may use too is left to the store: %j', (door) => {
    expect(() => mustPass(caller('member'), door)).not.toThrow();
  });
});
