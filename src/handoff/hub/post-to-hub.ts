import { signatureOf } from '../delivery/signature.ts';

const PATIENCE_MS = 10_000;

/** Sends the hub an activity. @throws if the hub cannot be reached or refuses it */
export type PostToHub = (activity: { id: string }) => Promise<void>;

interface PostToHubParts {
  url: string;
  /** Both sides sign their requests with it. */
  secret: string;
  clock: () => Date;
  /** Defaults to `fetch`; tests pass their own. */
  send?: typeof fetch;
}

/** Creates the sender of signed activities. */
export const createPostToHub =
  ({ url, secret, clock, send = fetch }: PostToHubParts): PostToHub =>
  async (activity) => {
    const body = JSON.stringify(activity);
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': activity.id,
        'x-support-signature': signatureOf(body, secret, clock()),
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The engagement hub answered ${response.status}.`);
  };
