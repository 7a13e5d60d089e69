import { useEffect, useState } from 'preact/hooks';
import type { DeskAccount, DeskPasswordLink } from '#desk/team-wire.ts';
import { type ApiResult, api } from '../api.ts';
import { Icon } from '../shell/icon.tsx';
import type { DeskView, ViewProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { AccountDialog } from './account-dialog.tsx';
import { AccountTable } from './account-table.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { accountWords as words } from './words.ts';

/** The open window. */
type Open =
  | { kind: 'add' }
  | { kind: 'edit' | 'reset' | 'disable'; account: DeskAccount }
  | { kind: 'link'; name: string; link: DeskPasswordLink };

function useAccounts() {
  const [accounts, setAccounts] = useState<readonly DeskAccount[]>();
  const [problem, setProblem] = useState('');
  const [open, setOpen] = useState<Open>();
  const refresh = async (): Promise<void> => {
    const answer = await api.accounts();
    setProblem(answer.ok ? '' : answer.problem);
    if (answer.ok) setAccounts(answer.body);
  };
  useEffect(() => void refresh(), []);
  /** Closes the window and shows the change. @returns a problem to show; '' if it succeeded */
  const settle = async <Body,>(
    acting: Promise<ApiResult<Body>>,
    next: (body: Body) => Open | undefined = () => undefined,
  ): Promise<string> => {
    const answer = await acting;
    if (!answer.ok) return answer.problem;
    setOpen(next(answer.body));
    await refresh();
    return '';
  };
  return { accounts, problem, setProblem, open, setOpen, settle };
}

function Windows({
  open,
  setOpen,
  settle,
}: Pick<ReturnType<typeof useAccounts>, 'open' | 'setOpen' | 'settle'>) {
  const close = (): void => setOpen(undefined);
  switch (open?.kind) {
    case undefined:
      return null;
    case 'add':
      return (
        <AccountDialog
          account={undefined}
          onClose={close}
          submit={(given) =>
            settle(api.addAccount(given), ({ account, link }) => ({ kind: 'link', name: account.name, link }))
          }
        />
      );
    case 'edit':
      return (
        <AccountDialog
          account={open.account}
          onClose={close}
          submit={({ name, role }) => settle(api.changeAccount(open.account.id, { name, role }))}
        />
      );
    case 'reset':
      return (
        <ConfirmDialog
          title={words.resetTitle(open.account.name)}
          text={words.resetText}
          confirm={words.resetConfirm}
          onClose={close}
          submit={() =>
            settle(api.resetPassword(open.account.id), (link) => ({
              kind: 'link',
              name: open.account.name,
              link,
            }))
          }
        />
      );
    case 'disable':
      return (
        <ConfirmDialog
          title={words.disableTitle(open.account.name)}
          text={words.disableText}
          confirm={words.disableConfirm}
          onClose={close}
          submit={() => settle(api.changeAccount(open.account.id, { isDisabled: true }))}
        />
      );
    case 'link':
      return <LinkDialog name={open.name} link={open.link} onClose={close} />;
  }
}

/** For supervisors: the accounts of the desk. */
function Accounts({ client }: ViewProps) {
  const { accounts, problem, setProblem, open, setOpen, settle } = useAccounts();
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>{words.title}</h2>
        <button type="button" class="button" onClick={() => setOpen({ kind: 'add' })}>
          {words.add}
        </button>
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
      {accounts !== undefined && (
        <AccountTable
          accounts={accounts}
          me={client.me}
          onEdit={(account) => setOpen({ kind: 'edit', account })}
          onReset={(account) => setOpen({ kind: 'reset', account })}
          onDisable={(account) => setOpen({ kind: 'disable', account })}
          onEnable={({ id }) =>
            void settle(api.changeAccount(id, { isDisabled: false })).then((failed) => setProblem(failed))
          }
        />
      )}
      <Windows open={open} setOpen={setOpen} settle={settle} />
    </div>
  );
}

export const accountsView: DeskView = {
  id: 'accounts',
  label: viewWords.accounts,
  Icon: () => <Icon name="accounts" />,
  roles: ['supervisor'],
  isSeldom: true,
  List: Accounts,
};
