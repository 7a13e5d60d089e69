import type { Toasts } from '../client/toasts.ts';

/** The short message at the edge of the page. */
export function ToastView({ toasts }: { toasts: Toasts }) {
  const { value: toast } = toasts.shown;
  return (
    <div class="toast-place" role="status">
      {toast !== undefined && (
        <p class="toast">
          <span dir="auto">{toast.text}</span>
          {toast.action !== undefined && (
            <button type="button" class="quiet" data-key="z" onClick={toast.action.run}>
              {toast.action.label} <kbd aria-hidden="true">z</kbd>
            </button>
          )}
        </p>
      )}
    </div>
  );
}
