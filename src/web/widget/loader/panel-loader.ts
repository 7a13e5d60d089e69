import type { Panel, PanelHost } from '../panel-contract.ts';
import { fetchPanel } from './fetch-panel.ts';

/** The panel, fetched when first needed. */
export interface PanelLoader {
  /** Fetches the panel once; after a failure the next call tries again. */
  wanted(): Promise<Panel>;
  /** Runs the work if the panel was requested; does nothing if it could not be loaded. */
  ifLoaded(work: (panel: Panel) => void): void;
}

/** @param host what to give to the panel, read when it is mounted */
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
