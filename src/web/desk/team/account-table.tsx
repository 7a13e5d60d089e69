import type { DeskAccount } from '#desk/team-wire.ts';
import type { DeskAgent } from '#desk/wire.ts';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { Icon } from '../shell/icon.tsx';
import { shortTime } from '../times.ts';
import { accountWords as words, roleWords } from './words.ts';

interface AccountTableProps {
  accounts: readonly DeskAccount[];
  me: DeskAgent;
  onEdit: (account: DeskAccount) => void;
  onReset: (account: DeskAccount) => void;
  onDisable: (account: DeskAccount) => void;
  onEnable: (account: DeskAccount) => void;
}

function signInOf({ hasPassword, hasSingleSignOn, linkExpiresAt }: DeskAccount): string {
  if (hasPassword) return hasSingleSignOn ? words.both : words.password;
  if (hasSingleSignOn) return words.singleSignOn;
  return linkExpiresAt === null ? words.noPassword : words.invited(shortTime(linkExpiresAt));
}

function Actions({ account, me, onEdit, onReset, onDisable, onEnable }: AccountProps) {
  const isMe = account.id === me.id;
  return (
    <Menu label={words.actions(account.name)} look="icon-button" button={<Icon name="more" />}>
      <MenuItem onChoose={() => onEdit(account)}>{words.edit}</MenuItem>
      {!account.isDisabled && !isMe && <MenuItem onChoose={() => onReset(account)}>{words.reset}</MenuItem>}
      {account.isDisabled ? (
        <MenuItem onChoose={() => onEnable(account)}>{words.enable}</MenuItem>
      ) : (
        <MenuItem onChoose={() => onDisable(account)}>{words.disable}</MenuItem>
      )}
    </Menu>
  );
}

type AccountProps = { account: DeskAccount } & Omit<AccountTableProps, 'accounts'>;

/** One line per account: who it is, their role, how they sign in, and a menu. */
export const AccountTable = ({ accounts, ...others }: AccountTableProps) => (
  <table class="table accounts" aria-label={words.title}>
    <thead>
      <tr>
        <th scope="col">{words.name}</th>
        <th scope="col">{words.role}</th>
        <th scope="col">{words.signIn}</th>
        <th scope="col">
          <span class="unseen">{words.menu}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {accounts.map((account) => (
        <tr key={account.id} class={account.isDisabled ? 'offline' : ''}>
          <th scope="row">
            <span class="account-name">
              <bdi translate={false}>{account.name}</bdi>
              {account.id === others.me.id && <span class="pill">{words.you}</span>}
              {account.isDisabled && <span class="pill danger">{words.disabled}</span>}
            </span>
            <span class="soft" translate={false}>
              {account.email}
            </span>
          </th>
          <td>{roleWords[account.role]}</td>
          <td>{signInOf(account)}</td>
          <td class="row-menu">
            <Actions account={account} {...others} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
