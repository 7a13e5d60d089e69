import { useEffect, useMemo } from 'preact/hooks';
import type { DeskAgent } from '#desk/wire.ts';
import { createDeskClient, type DeskClient, type DeskClientParts } from '../client/desk-client.ts';
import { shellWords as words } from '../words.ts';
import { DemoNotice } from './demo-notice.tsx';
import { Rail } from './rail.tsx';
import { ToastView } from './toast.tsx';
import type { DeskView, ViewProps } from './view.ts';
import { views } from './views.ts';

/** The views that a role may see; the first one is shown if the address names none of them. */
const viewsFor = (role: DeskAgent['role']): readonly DeskView[] =>
  views.filter(({ roles }) => roles.includes(role));

/** The agent's whole workplace: the views, a view's list, its open entry, and the column next to that. */
export function Shell(parts: DeskClientParts) {
  const { me: agent, onSignedOut } = parts;
  const client = useMemo(() => createDeskClient(parts), [agent]);
  useEffect(() => () => client.close(), [client]);
  useTitle(client);
  const permitted = viewsFor(agent.role);
  const { view: wanted, reference } = client.router.place.value;
  const view = permitted.find(({ id }) => id === wanted) ?? permitted[0];
  if (view === undefined) return null;
  const props: ViewProps = { client, view: view.id, reference: view.id === wanted ? reference : undefined };
  return (
    <div
      class={`desk ${props.reference === undefined || view.Detail === undefined ? '' : 'has-open'} ${client.showsAside.value ? 'shows-aside' : ''}`}
    >
      <Header client={client} />
      <Rail client={client} views={permitted} current={view} onSignedOut={onSignedOut} />
      <Panes shown={view} {...props} />
      <ToastView toasts={client.toasts} />
    </div>
  );
}

/** The name of the page, and the last problem. */
const Header = ({ client }: { client: DeskClient }) => (
  <header class="notices">
    <h1 class="unseen">{words.title}</h1>
    <DemoNotice />
    <p class="notice" role="alert">
      {client.isLost.value ? words.lost : client.problem.value || client.tickets.problem.value}
    </p>
  </header>
);

/** The columns of a view. */
function Panes({ shown: { label, List, Detail, Aside }, ...props }: { shown: DeskView } & ViewProps) {
  const { reference } = props;
  if (Detail === undefined)
    return (
      <main class="page" aria-label={label}>
        <List {...props} />
      </main>
    );
  return (
    <main class="panes">
      <section class="inbox" aria-label={label}>
        <List {...props} />
      </section>
      <div class="open-pane">
        {reference === undefined ? (
          <p class="middle soft">
            {words.nothingOpen} <kbd>j</kbd>
          </p>
        ) : (
          <Detail key={reference} {...props} reference={reference} />
        )}
      </div>
      {reference !== undefined && Aside !== undefined && (
        <Aside key={`aside ${reference}`} {...props} reference={reference} />
      )}
    </main>
  );
}

/** Shows the number of waiting customers in the page's title. */
function useTitle({ state, tickets }: DeskClient): void {
  const waiting = (state.value?.waiting.length ?? 0) + (tickets.open.value ?? 0);
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${words.title}` : words.title;
  }, [waiting]);
}
