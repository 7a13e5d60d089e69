import type { Panel, PanelHost } from '../panel-contract.ts';
import { fetchPanel } from './fetch-panel.ts';

/** The panel, fetched when it is first wanted. */
export interface PanelLoader {
  /** Fetches the panel once; after a failure the next call tries again. */
  wanted(): Promise<Panel>;
  /** Does something with the panel if anybody has wanted it; nothing if it could not be loaded. */
  ifLoaded(work: (panel: Panel) => void): void;
}

/** @param host what the panel gets, read when it is mounted */
export function createPanelLoader(server: string, host: () => PanelHost): PanelLoader {
  let panel: Promise<Panel> | undefined;
  const mount = async (): Promise<Panel> => {
    const { mountPanel } = await fetchPanel(server);
    return await mountPanel(host());
  };
  return {
    wanted() {
      panel ??= mount().catch((error: unknown) => {
        panel = undefined;
        throw error;
      });
      return panel;
    },
    ifLoaded(work) {
      panel?.then(work, () => undefined);
    },
  };
}
