import type { Config } from '#config.ts';
import { lazy } from '#lazy.ts';
import type { SupportAdapter } from './adapter.ts';

/** The connection to and from the connector channels. */
export type ConnectorAdapter = Pick<
  SupportAdapter,
  'checkToken' | 'authenticate' | 'run' | 'say' | 'update' | 'tokenIn'
>;

/**
 * Creates the adapter for the connector channels. With an app id, it is loaded at once, so that a wrong setting makes
 * the start fail; without one, on first use, because Azure's libraries take 30 MB.
 * @throws the SDK's error about settings that contradict each other
 */
export async function createConnectorAdapter(app: Config['microsoftApp']): Promise<ConnectorAdapter> {
  const load = lazy(async () => new (await import('./adapter.ts')).SupportAdapter(app));
  if (app.id !== undefined) return await load();
  return {
    checkToken: async (...given) => (await load()).checkToken(...given),
    authenticate: async (...given) => (await load()).authenticate(...given),
    run: async (...given) => (await load()).run(...given),
    say: async (...given) => (await load()).say(...given),
    update: async (...given) => (await load()).update(...given),
    tokenIn: async (...given) => (await load()).tokenIn(...given),
  };
}
