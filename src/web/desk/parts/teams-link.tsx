import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskTeamsCode, DeskTeamsLink } from '#desk/wire.ts';
import { api } from '../api.ts';
import { shortTime } from '../times.ts';

/** Links the account to a Teams user, who sends the code to the bot. Shows nothing if the bot has no Teams app. */
export function TeamsLink() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [link, setLink] = useState<DeskTeamsLink>();
  const [code, setCode] = useState<DeskTeamsCode>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    void api.teams().then((answer) => answer.ok && setLink(answer.body));
  }, []);
  const open = async (): Promise<void> => {
    setCode(undefined);
    setProblem('');
    dialog.current?.showModal();
    const answer = await api.teams();
    if (answer.ok) setLink(answer.body);
    else setProblem(answer.problem);
  };
  const makeCode = async (): Promise<void> => {
    const answer = await api.teamsCode();
    if (answer.ok) setCode(answer.body);
    else setProblem(answer.problem);
  };
  const unlink = async (): Promise<void> => {
    const answer = await api.unlinkTeams();
    if (answer.ok) setLink(answer.body);
    else setProblem(answer.problem);
  };
  if (link?.hasApp !== true) return null;
  return (
    <>
      <button type="button" class="quiet" onClick={() => void open()}>
        Connect Teams
      </button>
      <dialog ref={dialog} aria-labelledby="teams-link-title" class="dialog">
        <h2 id="teams-link-title">Connect Teams</h2>
        <p>
          {link.isLinked
            ? 'Your account is linked to a Teams user, so you can take chats in Teams.'
            : 'Link your account to your Teams user to take chats in Teams.'}
        </p>
        <p class="soft">
          {link.hasChannel
            ? 'New requests are posted to a channel of your team.'
            : 'No channel receives requests yet. To set one up, a supervisor mentions the bot there and writes /desk on.'}
        </p>
        <p aria-live="polite">
          {code !== undefined && (
            <>
              Send this to the bot in a private chat in Teams before {shortTime(code.expiresAt)}:{' '}
              <strong>/link {code.code}</strong>
            </>
          )}
        </p>
        <p class="problem" role="alert">
          {problem}
        </p>
        <p>
          <button type="button" class="button" onClick={() => void makeCode()}>
            {code === undefined ? 'Get a code' : 'Get another code'}
          </button>{' '}
          {link.isLinked && (
            <button type="button" class="quiet" onClick={() => void unlink()}>
              Unlink
            </button>
          )}{' '}
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </p>
      </dialog>
    </>
  );
}
