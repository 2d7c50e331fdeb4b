import type {
  ErasePersonMessage,
  FollowGroupMessage,
  OperationJobMessage,
  RefreshViewMessage,
  RunScheduleMessage,
  RunSyncMessage,
} from '../domain/operations/ports.ts';
import { parseJobMessage } from './job-message.ts';
import type { Handle, Handling, Outcome } from './queue-loop.ts';

type Job<Message> = (message: Message, handling: Handling) => Promise<Outcome>;

/** The job of each message type. */
export type JobTable = Readonly<
  Record<OperationJobMessage['type'], Job<OperationJobMessage>> &
    Record<RefreshViewMessage['type'], Job<RefreshViewMessage>> &
    Record<RunScheduleMessage['type'], Job<RunScheduleMessage>> &
    Record<FollowGroupMessage['type'], Job<FollowGroupMessage>> &
    Record<ErasePersonMessage['type'], Job<ErasePersonMessage>> &
    Record<RunSyncMessage['type'], Job<RunSyncMessage>>
>;

export function createJobHandler(table: JobTable): Handle {
  return async (body, handling) => {
    const message = parseJobMessage(body);
    if (message === undefined) {
      // Not ours, or of a later version: a newer process gets its chance before the message is dropped.
      if (handling.deliveries < 5) return { againInSeconds: 30 };
      handling.log.error({}, 'a job message that nobody understands was dropped');
      return 'done';
    }
    if (message.type === 'refresh-view') return table[message.type](message, handling);
    if (message.type === 'run-schedule') return table[message.type](message, handling);
    if (message.type === 'follow-group') return table[message.type](message, handling);
    if (message.type === 'erase-person') return table[message.type](message, handling);
    if (message.type === 'run-sync') return table[message.type](message, handling);
    return table[message.type](message, handling);
  };
}
