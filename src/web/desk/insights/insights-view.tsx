import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';
import type { DeskView, ViewProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { INSIGHTS } from './places.ts';

const PROBLEM = 'The insights could not be loaded. Reload the page to try again.';

/** Loads the page with its plots on demand: most agents never open it. */
function LoadedInsights(props: ViewProps) {
  const [Page, setPage] = useState<ComponentType<ViewProps>>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    import('./insights-page.tsx').then(
      (module) => setPage(() => module.default),
      () => setProblem(PROBLEM),
    );
  }, []);
  if (Page !== undefined) return <Page {...props} />;
  return (
    <p class="middle soft" role="status">
      {problem || 'Loading…'}
    </p>
  );
}

export const insightsView: DeskView = {
  id: INSIGHTS,
  label: viewWords.insights,
  Icon: () => <Icon name="insights" />,
  roles: ['editor', 'supervisor'],
  isSeldom: true,
  List: LoadedInsights,
};
