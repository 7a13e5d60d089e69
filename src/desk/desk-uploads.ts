import type { IncomingMessage } from 'node:http';
import { takeUpload } from '#uploads/take-upload.ts';
import type { UploadBody, UploadBodyLimits } from '#uploads/upload-body.ts';
import { createUploadQuotas, type UploadQuotaLimits } from '#uploads/upload-quotas.ts';
import { FILES_PER_UPLOAD, UPLOAD_BYTES } from '#uploads/upload-rules.ts';
import { JSON_BYTES } from '#http/json.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Agent } from '#store/agents.ts';
import type { Store } from '#store/store.ts';

const MB = 1024 * 1024;

const LIMITS: UploadBodyLimits = {
  uploadBytes: UPLOAD_BYTES,
  activityBytes: JSON_BYTES,
  filesPerUpload: FILES_PER_UPLOAD,
};

const ALL_PER_HOUR = 4000 * MB;

/**
 * Agents send manuals and firmware all day, in several chats at once, so these quotas only stop a desk that runs wild.
 * All agents of a company may share one address, and a customer may keep returning for years.
 */
const AGENT_QUOTAS: UploadQuotaLimits = {
  perHourOfSender: 400 * MB,
  perHourOfAddress: ALL_PER_HOUR,
  perHour: ALL_PER_HOUR,
  ofConversation: 400 * MB,
  ofVisitor: Infinity,
  atOnceOfSender: 6,
  atOnceOfAddress: Infinity,
  inMemory: 64 * MB,
};

interface DeskUploadParts {
  store: Pick<Store, 'conversations' | 'uploads'>;
  /** False for load tests. */
  rateLimit: boolean;
}

/**
 * Receives the files that an agent sends into a conversation. @throws {HttpProblem} 400, 404, 408, 413, 415, 429, 503
 */
export type TakeDeskUpload = <Result>(
  request: IncomingMessage,
  agent: Agent,
  conversationId: string | undefined,
  use: (upload: UploadBody) => Promise<Result>,
) => Promise<Result>;

/** Builds the function that receives agents' files: the same rules as for visitors' files, but separate quotas. */
export function createDeskUploads({ store, rateLimit }: DeskUploadParts): TakeDeskUpload {
  const { conversations, uploads } = store;
  const quotas = createUploadQuotas(AGENT_QUOTAS, { uploads, enabled: rateLimit });
  return async (request, agent, conversationId, use) => {
    const conversation = conversationId === undefined ? undefined : await conversations.find(conversationId);
    if (conversation === undefined)
      throw new HttpProblem(
        404,
        'NotFound',
        'This conversation no longer exists, so it cannot receive files.',
      );
    const { id, userId } = conversation;
    const from = { conversationId: id, userId, sender: agent.id, address: undefined };
    return await takeUpload(request, { quotas, limits: LIMITS, from }, use);
  };
}
