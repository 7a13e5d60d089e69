import { useEffect, useState } from 'preact/hooks';
import type { DeskTeamsLink } from '#desk/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuLink } from '../parts/menu.tsx';
import { meWords as words } from '../words.ts';
import { hrefOf } from './router.ts';
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx';
import { TeamsDialog } from './teams-dialog.tsx';
import type { DeskView } from './view.ts';

const availabilities = ['available', 'busy', 'away'] as const;

/** The menu under the agent's name, and the windows that it opens. */
export function MeMenu({
  client,
  seldom,
  onSignedOut,
}: {
  client: DeskClient;
  /** Views that do not fit into a phone's bar. */
  seldom: readonly DeskView[];
  onSignedOut: () => void;
}) {
  const [dialog, setDialog] = useState<'shortcuts' | 'teams'>();
  const teams = useTeamsLink();
  useShortcuts(client, () => setDialog('shortcuts'));
  const { me, alerts } = client;
  const availability = client.availability();
  const signOut = async (end: () => Promise<unknown>): Promise<void> => {
    // Once the session has ended, the server would not accept them.
    await client.closing.finish();
    await end();
    onSignedOut();
  };
  return (
    <>
      <Menu
        label={words.menu(me.name, availability === undefined ? words.unknown : words[availability])}
        look="rail-item me"
        opens="up"
        button={<Avatar name={me.name} id={me.id} mark={availability} />}
      >
        <p class="menu-title" role="presentation" translate={false}>
          {me.name}
        </p>
        {availabilities.map((each) => (
          <MenuChoice
            key={each}
            kind="radio"
            isOn={availability === each}
            onChoose={() => client.setAvailability(each)}
          >
            <span class={`dot ${each}`} aria-hidden="true" />
            {words[each]}
          </MenuChoice>
        ))}
        <hr />
        {seldom.map(({ id, label }) => (
          <span key={id} class="only-narrow" role="none">
            <MenuLink href={hrefOf(id)}>{label}</MenuLink>
          </span>
        ))}
        <span class="only-narrow" role="none">
          <hr />
        </span>
        <MenuChoice
          kind="checkbox"
          isOn={alerts.isOn.value}
          onChoose={() => alerts.setOn(!alerts.isOn.value)}
        >
          {words.sound}
        </MenuChoice>
        <MenuItem onChoose={() => setDialog('shortcuts')}>
          {words.shortcuts} <kbd>?</kbd>
        </MenuItem>
        {teams?.hasApp === true && <MenuItem onChoose={() => setDialog('teams')}>{words.teams}</MenuItem>}
        <hr />
        <MenuItem onChoose={() => void signOut(api.signOut)}>{words.signOut}</MenuItem>
        <MenuItem onChoose={() => void signOut(api.signOutEverywhere)}>{words.signOutEverywhere}</MenuItem>
      </Menu>
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'teams' && teams !== undefined && (
        <TeamsDialog link={teams} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

/** The account's link to Teams; undefined until the server sends it. */
function useTeamsLink(): DeskTeamsLink | undefined {
  const [link, setLink] = useState<DeskTeamsLink>();
  useEffect(() => {
    void api.teams().then((answer) => answer.ok && setLink(answer.body));
  }, []);
  return link;
}
