import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cx } from "../lib/cx.js";
import { common } from "../text/common.js";
import { Button, IconButton } from "./button.js";
import { ProblemNotice } from "./problem-notice.js";
import { OverlayContext } from "./tooltip.js";

/**
 * A question or a form above the page: the browser's own `<dialog>`, which keeps the focus inside and closes by Escape
 * without the style tags that the content security policy forbids.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  footer,
  side = "center",
  className,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the one that acts last. */
  footer?: ReactNode;
  /** `bottom` is a drawer, for the navigation of small screens. */
  side?: "center" | "bottom";
  className?: string;
  children?: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    setElement(dialog);
    if (open && !dialog.open) {
      dialog.showModal();
      // The browser would take the button that closes: its tooltip would lie over the text, and nobody wants it first.
      const field = dialog.querySelector<HTMLElement>("[data-body] :is(input, textarea, select)");
      (field ?? heading.current)?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
      // The browser's own Escape does not come where a tooltip is open, which takes it for itself.
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className={cx(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg overflow-hidden rounded-xl border bg-raised text-ink shadow-lg",
        "open:flex open:animate-rise flex-col",
        side === "bottom" && "mx-0 mt-auto mb-0 w-full max-w-none rounded-b-none",
        className,
      )}
    >
      {open && (
        <OverlayContext value={element}>
          <header className="flex items-start gap-4 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <h2 ref={heading} tabIndex={-1} id={`${id}-title`} className="outline-none text-lg font-medium">
                {title}
              </h2>
              {description && (
                <p id={`${id}-description`} className="mt-1 text-sm text-ink-muted">
                  {description}
                </p>
              )}
            </div>
            <IconButton icon={X} label={common.close} size="sm" onClick={onClose} className="-mr-1.5" />
          </header>
          <div data-body className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
            {children}
          </div>
          {footer && <footer className="flex justify-end gap-2 border-t bg-surface px-5 py-3">{footer}</footer>}
        </OverlayContext>
      )}
    </dialog>
  );
}

/** Asks before something that cannot be taken back; `onConfirm` may fail, and the dialog then says why and stays. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  confirm,
  danger = false,
  onConfirm,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  /** The verb on the button: "Delete dataset". */
  confirm: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown> | unknown;
  children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={act}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="text-sm text-ink-muted">{children}</div>
      {error !== null && <ProblemNotice error={error} className="mt-4" />}
    </Dialog>
  );
}
