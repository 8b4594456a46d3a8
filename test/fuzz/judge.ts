import type { AuditId } from '@common/ids.js';
import { type AuditEntry, AuditLogModel } from '@common/models/index.js';
import type { Bench } from '../authz/bench.js';
import { WATCHED } from './belongings.js';
import { type Entry, offenceOfChange, offenceOfEntry, type Sender } from './offences.js';
import { type Change, takePictures } from './pictures.js';
import type { Sent } from './sent.js';

const AUDIT = AuditLogModel.collection.collectionName;

/** Looks after each update at what was written, and by whom. */
export interface Judge {
  /** What has changed. Throws where it must not have. */
  judges(sent: Sent, written: readonly string[]): Promise<Change[]>;
  /** Takes all that is there for right. */
  startAnew(): Promise<void>;
}

export async function createJudge({ cast, userIdOf }: Bench): Promise<Judge> {
  const pictures = await takePictures(WATCHED);
  let last = '' as AuditId;

  async function newEntries(): Promise<Entry[]> {
    const rows = await AuditLogModel.find({ _id: { $gt: last } })
      .sort({ _id: 1 })
      .lean<AuditEntry[]>();
    last = rows.at(-1)?._id ?? last;
    return rows;
  }

  return {
    async judges({ principal, telegramId = cast.users[principal].id, update }, written) {
      const sender: Sender = {
        telegramId,
        operator: principal === "operator, another's" ? userIdOf(principal) : null,
        isChief: principal === 'owner of the group',
      };
      const entries = written.includes(AUDIT) ? await newEntries() : [];
      const changes = await pictures.changesIn(written);
      const offences = [
        ...entries.flatMap((one) => {
          const offence = offenceOfEntry(one, sender);
          return offence ? `${offence}: ${one.action} of ${one.entityId}` : [];
        }),
        ...changes.flatMap((one) => offenceOfChange(one, sender, entries, update) ?? []),
      ];
      if (offences.length > 0) throw new Error(offences.join('; '));
      return changes;
    },
    async startAnew() {
      await pictures.retake();
      const newest = await AuditLogModel.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean<{ _id: AuditId }>();
      last = newest?._id ?? ('' as AuditId);
    },
  };
}
