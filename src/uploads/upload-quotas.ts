import { HttpProblem } from '#http/problem.ts';
import { createCounts } from '#http/counts.ts';
import type { Uploads } from '#store/uploads.ts';
import { createLimit } from '#http/limits.ts';

/** Limits in bytes, and in simultaneous uploads. */
export interface UploadQuotaLimits {
  /** Bytes per hour: of one sender, of one address, and in total. */
  perHourOfSender: number;
  perHourOfAddress: number;
  perHour: number;
  /** The most stored bytes: of one conversation, and of one visitor. */
  ofConversation: number;
  ofVisitor: number;
  /** Simultaneous uploads: of one sender, and of one address. */
  atOnceOfSender: number;
  atOnceOfAddress: number;
  /** Bytes of all uploads in progress together. */
  inMemory: number;
}

/** The conversation and the sender of an upload. */
export interface UploadOrigin {
  conversationId: string;
  /** The owner of the conversation. */
  userId: string;
  /** The visitor or the agent who sends it. */
  sender: string;
  /** Undefined if many people share it: a server that holds the secret, a company's desk. */
  address: string | undefined;
}

/** An accepted upload. */
interface OngoingUpload {
  /** Counts bytes that have arrived in memory. @throws {HttpProblem} 503 if all uploads together hold too many */
  take: (bytes: number) => void;
  end: () => void;
}

export interface UploadQuotas {
  /**
   * Starts an upload, or refuses it before reading anything.
   * @param bytes the most that it may contain, all of which count
   * @throws {HttpProblem} 413 if too much is already stored, 429 after too much recently
   */
  begin(from: UploadOrigin, bytes: number): Promise<OngoingUpload>;
}

const HOUR = 3600;
const ALL = 'all';

const full = (whose: string): HttpProblem =>
  new HttpProblem(413, 'TooLarge', `No more files can be sent ${whose}: there are too many already.`);

/** Quotas of this process in bytes: per sender, per conversation, per address, and in total. */
export function createUploadQuotas(
  quotas: UploadQuotaLimits,
  { uploads, enabled }: { uploads: Pick<Uploads, 'bytesOf'>; enabled: boolean },
): UploadQuotas {
  if (!enabled) return { begin: () => Promise.resolve({ take: () => undefined, end: () => undefined }) };
  const ofSender = createLimit({ points: quotas.perHourOfSender, seconds: HOUR });
  const ofAddress = createLimit({ points: quotas.perHourOfAddress, seconds: HOUR });
  const ofAll = createLimit({ points: quotas.perHour, seconds: HOUR });
  const running = createCounts();
  let inMemory = 0;

  const check = async (from: UploadOrigin, bytes: number): Promise<void> => {
    const { conversationId, userId, sender, address } = from;
    const stored = await uploads.bytesOf({ conversationId, userId });
    if (stored.conversation + bytes > quotas.ofConversation) throw full('in this conversation');
    if (stored.visitor + bytes > quotas.ofVisitor) throw full('by you');
    await ofSender.take(sender, bytes);
    if (address !== undefined) await ofAddress.take(address, bytes);
    await ofAll.take(ALL, bytes);
  };
  return {
    async begin(from, bytes) {
      const keys = [
        [`sender ${from.sender}`, quotas.atOnceOfSender] as const,
        ...(from.address === undefined ? [] : [[`address ${from.address}`, quotas.atOnceOfAddress] as const]),
      ];
      const countOut = running.countIn(keys);
      if (countOut === undefined)
        throw new HttpProblem(429, 'TooManyRequests', 'Wait until your other files have been sent.', {
          retryAfter: 2,
        });
      try {
        await check(from, bytes);
      } catch (error) {
        countOut();
        throw error;
      }
      let own = 0;
      return {
        take(more) {
          own += more;
          inMemory += more;
          if (inMemory > quotas.inMemory)
            throw new HttpProblem(
              503,
              'ServiceUnavailable',
              'Too many files are coming in. Please try again.',
              { retryAfter: 5 },
            );
        },
        end() {
          inMemory -= own;
          own = 0;
          countOut();
        },
      };
    },
  };
}
