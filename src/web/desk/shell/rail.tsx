import type { DeskClient } from '../client/desk-client.ts';
import { shellWords } from '../words.ts';
import { MeMenu } from './me-menu.tsx';
import { hrefOf } from './router.ts';
import type { DeskView } from './view.ts';

function RailItem({ view, client, isCurrent }: { view: DeskView; client: DeskClient; isCurrent: boolean }) {
  const { id, label, Icon, isSeldom, shortcut } = view;
  const count = view.count?.(client) ?? 0;
  const isUrgent = view.isUrgent?.(client) === true;
  return (
    <a
      class={`rail-item ${isSeldom === true ? 'only-wide' : ''}`}
      href={hrefOf(id)}
      aria-current={isCurrent ? 'page' : undefined}
      data-key={isCurrent ? undefined : shortcut}
    >
      <Icon />
      <span class="rail-label">{label}</span>
      {count > 0 && (
        <span class={`rail-count ${isUrgent ? 'urgent' : ''}`} translate={false}>
          {count}
        </span>
      )}
    </a>
  );
}

/** The views of the desk with their counts, and the agent's menu. */
export const Rail = ({
  client,
  views,
  current,
  onSignedOut,
}: {
  client: DeskClient;
  views: readonly DeskView[];
  current: DeskView;
  onSignedOut: () => void;
}) => (
  <nav class="rail" aria-label={shellWords.views}>
    <div class="rail-views">
      {views.map((view) => (
        <RailItem key={view.id} view={view} client={client} isCurrent={view === current} />
      ))}
    </div>
    <MeMenu client={client} seldom={views.filter(({ isSeldom }) => isSeldom)} onSignedOut={onSignedOut} />
  </nav>
);
