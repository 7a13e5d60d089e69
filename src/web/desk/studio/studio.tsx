import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';
import type { DeskView, ViewProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { studioWords as words } from './words.ts';

/** The screens of the studio are loaded when it is first opened: most agents never open it. */
function Studio(props: ViewProps) {
  const [Page, setPage] = useState<ComponentType<ViewProps>>();
  const [attempt, setAttempt] = useState(0);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    setFailed(false);
    import('./studio-page.tsx').then(
      ({ StudioPage }) => setPage(() => StudioPage),
      () => setFailed(true),
    );
  }, [attempt]);
  if (Page !== undefined) return <Page {...props} />;
  return (
    <p class="middle soft" role="status">
      {isFailed ? words.cannotLoad : words.loading}{' '}
      {isFailed && (
        <button type="button" class="quiet" onClick={() => setAttempt(attempt + 1)}>
          {words.tryAgain}
        </button>
      )}
    </p>
  );
}

/** For editors and supervisors: everything that the bot knows, as a draft of the next release. */
export const studioView: DeskView = {
  id: 'studio',
  label: viewWords.studio,
  Icon: () => <Icon name="studio" />,
  roles: ['editor', 'supervisor'],
  isSeldom: true,
  List: Studio,
};
