import type { IncomingMessage } from 'node:http';
import { bodyBytesOf, readUpload, type UploadBody, type UploadBodyLimits } from './upload-body.ts';
import type { UploadOrigin, UploadQuotas } from './upload-quotas.ts';

/**
 * Receives an upload within its quotas; its bytes count as held in memory until `use` has finished.
 * @param use what to do with the upload
 * @throws {HttpProblem} 400, 408, 413, 415, 429, 503; any error of `use`
 */
export async function takeUpload<Result>(
  request: IncomingMessage,
  { quotas, limits, from }: { quotas: UploadQuotas; limits: UploadBodyLimits; from: UploadOrigin },
  use: (upload: UploadBody) => Promise<Result>,
): Promise<Result> {
  const most = bodyBytesOf(limits);
  const announced = Number(request.headers['content-length'] ?? most);
  const ongoing = await quotas.begin(from, Math.min(announced, most));
  try {
    return await use(await readUpload(request, limits, ongoing.take));
  } finally {
    ongoing.end();
  }
}
