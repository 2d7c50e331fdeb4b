/** Code that guards data or a door, with the tests that are to notice when it doesn't. */
export interface Guard {
  readonly area: string;
  readonly files: readonly string[];
  /** Some seconds each; these judge a mutant first. */
  readonly quick: readonly string[];
  /** For mutants that the quick tests let live. */
  readonly thorough: readonly string[];
}

export const guards: readonly Guard[] = [
  {
    area: 'match keys and identity',
    files: [
      'src/domain/match-keys.ts',
      'src/features/people/identity.ts',
      'src/features/people/phone-claims.ts',
      'src/features/people/merge-found.ts',
      'src/features/imports/recognise-rows.ts',
      'src/features/imports/repeated-keys.ts',
      'src/features/imports/twins.ts',
    ],
    quick: [
      'test/features/imports/recognise-rows.test.ts',
      'test/domain/match-keys.test.ts',
      'test/features/imports/twins.test.ts',
      'test/features/people/provisioning.test.ts',
      'test/features/people/merges.test.ts',
      'test/features/people/races.test.ts',
      'test/features/imports/mistaken-identity.test.ts',
    ],
    thorough: [
      'test/features/people/people.test.ts',
      'test/features/imports/who-is-who.test.ts',
      'test/features/people/every-order.test.ts',
      'test/bot/identity-questions.test.ts',
      'test/bot/two-readings.test.ts',
      'test/features/imports/cases.test.ts',
    ],
  },
  {
    area: 'fences and the writers’ lock',
    files: [
      'src/lib/fence.ts',
      'src/infra/storage/write-lock.ts',
      'src/infra/storage/write-queue.ts',
    ],
    quick: [
      'test/lib/fence.test.ts',
      'test/infra/storage/write-lock.test.ts',
      'test/infra/storage/write-queue.test.ts',
    ],
    thorough: [
      'test/infra/storage/files.test.ts',
      'test/jobs/lost-claim.test.ts',
      'test/jobs/write-order.test.ts',
      'test/features/imports/plan-and-apply.test.ts',
    ],
  },
  {
    area: 'claims of jobs',
    files: [
      'src/jobs/in-write-order.ts',
      'src/jobs/queue-loop.ts',
      'src/jobs/attempt.ts',
      'src/jobs/change-operation.ts',
      'src/jobs/handle-message.ts',
    ],
    quick: [
      'test/jobs/queue-loop.test.ts',
      'test/jobs/woken.test.ts',
      'test/jobs/attempt.test.ts',
      'test/jobs/change-operation.test.ts',
      'test/jobs/in-write-order.test.ts',
      'test/jobs/handle-message.test.ts',
      'test/jobs/lost-claim.test.ts',
      'test/jobs/tries.test.ts',
      'test/jobs/write-order.test.ts',
      'test/jobs/final-errors.test.ts',
      'test/infra/storage/queue.test.ts',
    ],
    thorough: [
      'test/jobs/lost-messages.test.ts',
      'test/access/worker-doors.test.ts',
      'test/bot/import-conversation.test.ts',
    ],
  },
  {
    area: 'ETags',
    files: [
      'src/lib/retry-on-conflict.ts',
      'src/infra/storage/json-rows.ts',
      'src/infra/storage/rows.ts',
      'src/infra/storage/upload.ts',
    ],
    quick: [
      'test/infra/storage/json-rows.test.ts',
      'test/infra/storage/upload.test.ts',
      'test/infra/storage/rows.test.ts',
      'test/lib/retry-on-conflict.test.ts',
      'test/infra/storage/small-stores.test.ts',
      'test/infra/storage/operations.test.ts',
      'test/infra/storage/files.test.ts',
      'test/infra/storage/lost-answers.test.ts',
    ],
    thorough: [
      'test/infra/storage/people.test.ts',
      'test/bot/again/two-admins.test.ts',
      'test/features/people/races.test.ts',
    ],
  },
  {
    area: 'deduplication',
    files: [
      'src/bot/action-deduplication.ts',
      'src/bot/turn-key.ts',
      'src/cards/idempotency-key.ts',
      'src/infra/storage/turns.ts',
      'src/infra/storage/sent-files.ts',
    ],
    quick: [
      'test/cards/idempotency-key.test.ts',
      'test/bot/action-deduplication.test.ts',
      'test/infra/storage/turns.test.ts',
    ],
    thorough: [
      'test/bot/again/every-press.test.ts',
      'test/bot/again/every-message.test.ts',
      'test/bot/again/late.test.ts',
      'test/bot/again/two-admins.test.ts',
      'test/bot/what-teams-sends.test.ts',
      'test/infra/storage/small-stores.test.ts',
    ],
  },
  {
    area: 'rights',
    files: [
      'src/domain/roles.ts',
      'src/domain/doors.ts',
      'src/bot/caller.ts',
      'src/jobs/may-run.ts',
      'src/domain/self-editing.ts',
    ],
    quick: [
      'test/domain/doors.test.ts',
      'test/domain/roles.test.ts',
      'test/domain/self-editing.test.ts',
      'test/bot/caller.test.ts',
    ],
    thorough: [
      'test/features/admin/roles.test.ts',
      'test/access/every-door.test.ts',
      'test/access/worker-doors.test.ts',
      'test/access/other-tenants.test.ts',
      'test/access/group-admins.test.ts',
      'test/bot/sign-in.test.ts',
      'test/bot/me.test.ts',
    ],
  },
  {
    area: 'fetching files',
    files: ['src/edge/download.ts', 'src/edge/file-allowance.ts'],
    quick: ['test/edge/file-allowance.test.ts', 'test/edge/download.test.ts'],
    thorough: [
      'test/access/file-addresses.test.ts',
      'test/access/links.test.ts',
      'test/access/many-files.test.ts',
      'test/bot/bad-files.test.ts',
      'test/bot/what-teams-sends.test.ts',
    ],
  },
  {
    area: 'escaping',
    files: [
      'src/cards/escape.ts',
      'src/cards/template.ts',
      'src/infra/storage/keys.ts',
      'src/lib/spreadsheets/cell-guard.ts',
      'src/lib/label.ts',
    ],
    quick: [
      'test/cards/escape.test.ts',
      'test/cards/template.test.ts',
      'test/lib/spreadsheets/cell-guard.test.ts',
      'test/lib/label.test.ts',
      'test/infra/storage/keys.test.ts',
    ],
    thorough: [
      'test/cards/cards.test.ts',
      'test/access/hostile-names.test.ts',
      'test/access/hostile-labels.test.ts',
      'test/infra/storage/people.test.ts',
      'test/lib/spreadsheets/csv-file.test.ts',
    ],
  },
  {
    area: 'undo',
    files: [
      'src/features/imports/undo/before-image.ts',
      'src/features/imports/undo/current-state.ts',
      'src/features/imports/undo/flow.ts',
      'src/features/imports/undo/listed-people.ts',
      'src/features/imports/undo/people-to-undo.ts',
      'src/features/imports/undo/restore-values.ts',
      'src/features/imports/undo/undo-requests.ts',
      'src/features/imports/undo/undo-shard.ts',
      'src/features/people/undo-merge.ts',
    ],
    quick: [
      'test/features/imports/undo/before-image.test.ts',
      'test/features/imports/undo/undo-import.test.ts',
      'test/features/people/merges.test.ts',
      'test/features/people/undo-merge.test.ts',
      'test/features/people/number-given-back.test.ts',
      'test/features/people/merges-meanwhile.test.ts',
    ],
    thorough: [
      'test/features/imports/undo/undo-conversation.test.ts',
      'test/bot/undo-bulk.test.ts',
      'test/bot/undo-sync.test.ts',
      'test/features/imports/who-is-who.test.ts',
    ],
  },
  {
    area: 'outbox',
    files: [
      'src/infra/storage/outbox.ts',
      'src/features/notices/deliver.ts',
      'src/features/notices/send-notice.ts',
      'src/features/notices/sweep.ts',
      'src/features/notices/reachability.ts',
      'src/features/notices/refused-chat.ts',
    ],
    quick: [
      'test/features/notices/send-notice.test.ts',
      'test/features/notices/deliver.test.ts',
      'test/features/notices/sweep.test.ts',
      'test/features/notices/reachability.test.ts',
      'test/infra/storage/outbox.test.ts',
    ],
    thorough: [
      'test/features/notices/nobody-at-it.test.ts',
      'test/features/notices/statuses.test.ts',
      'test/features/notices/back-again.test.ts',
      'test/features/notices/waiting-cards.test.ts',
      'test/infra/storage/small-stores.test.ts',
      'test/bot/answers-arrive.test.ts',
      'test/bot/again/forty-days.test.ts',
    ],
  },
  {
    area: 'change limit',
    files: [
      'src/domain/change-limit.ts',
      'src/features/people/decide-held.ts',
      'src/features/people/bulk-changes.ts',
    ],
    quick: [
      'test/features/people/bulk-changes.test.ts',
      'test/features/people/decide-held.test.ts',
      'test/bot/undo-bulk.test.ts',
      'test/domain/change-limit.test.ts',
      'test/features/people/provisioning.test.ts',
      'test/bot/change-all.test.ts',
      'test/bot/sync-held.test.ts',
    ],
    thorough: [
      'test/bot/import-modes.test.ts',
      'test/features/imports/leavers.test.ts',
      'test/features/admin',
    ],
  },
];
