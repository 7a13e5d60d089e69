import { z } from 'zod';
import type { Config } from '#config.ts';
import { type Finding, mend, ok } from './finding.ts';

const health = z.object({ status: z.enum(['ok', 'ready']) });
const problem = z.object({ error: z.object({ message: z.string() }) });

/** Addresses that a server can listen on but no client can connect to, each with the one to use instead. */
const askable: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** Checks whether the server on this machine is ready, if it is running. */
export async function checkServer({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Finding> {
  if (port === 0) return { kind: 'skipped', why: 'PORT is 0, so the address is not known' };
  const name = askable[host] ?? (host.includes(':') ? `[${host}]` : host);
  let response: Response;
  try {
    response = await fetch(`http://${name}:${port}/readyz`);
  } catch {
    return { kind: 'skipped', why: `no server runs on port ${port}` };
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (health.safeParse(body).success) return ok(`ready on port ${port}`);
  const reported = problem.safeParse(body);
  return mend(
    reported.success
      ? `The server on port ${port} is not ready: ${reported.data.error.message} Its log says why.`
      : `Port ${port} belongs to another program: stop that program, or set PORT to a free port.`,
  );
}
