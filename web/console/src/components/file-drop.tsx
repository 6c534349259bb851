import { FileUp, X } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { cx } from "../lib/cx.js";
import { formatBytes } from "../lib/format.js";
import { common } from "../text/common.js";
import { IconButton } from "./button.js";
import { Progress } from "./feedback.js";
import { useField } from "./field.js";

/** Takes a file by drag and drop or by a file dialog. What happens to it then is the caller's. */
export function FileDrop({
  label,
  hint,
  accept,
  disabled = false,
  compact = false,
  onFile,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** As of `<input type="file" accept>`: ".csv,.parquet". */
  accept?: string;
  disabled?: boolean;
  /** One line high: inside forms. */
  compact?: boolean;
  onFile: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const field = useField();
  const drag = (entering: boolean) => (event: DragEvent) => {
    event.preventDefault();
    if (!disabled) setOver(entering);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <label
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
      className={cx(
        "flex w-full flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-line-strong bg-surface text-center transition-colors",
        "hover:border-ink-faint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        compact ? "flex-row gap-2 px-3 py-2.5" : "px-6 py-9",
        over && "border-accent bg-accent-soft",
        disabled && "pointer-events-none opacity-50",
      )}
    >
      <FileUp className={cx("text-ink-faint", compact ? "size-4" : "mb-1.5 size-6 stroke-[1.5]")} aria-hidden />
      <span className="text-sm font-medium">{label}</span>
      {hint && <span className="text-xs text-ink-faint">{hint}</span>}
      <input
        ref={input}
        type="file"
        className="sr-only"
        accept={accept}
        disabled={disabled}
        {...field}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = ""; // The same file may be chosen again after a change.
        }}
      />
    </label>
  );
}

/** A file on its way to the server: its name, how much of it has arrived, a button that stops it. */
export function UploadProgress({
  name,
  sentBytes,
  totalBytes,
  detail,
  note,
  onCancel,
}: {
  name: string;
  sentBytes: number;
  totalBytes: number;
  /** In place of the bytes: "Reading the columns…". */
  detail?: ReactNode;
  /** Below: what else there is to know of it. */
  note?: ReactNode;
  onCancel?: () => void;
}) {
  return (
    <div className="flex items-center gap-3 rounded-lg border bg-surface px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="mb-1 text-sm font-medium data-line" title={name}>
          {name}
        </p>
        <Progress
          label={name}
          fraction={totalBytes > 0 ? sentBytes / totalBytes : null}
          detail={detail ?? `${formatBytes(sentBytes)} / ${formatBytes(totalBytes)}`}
        />
        {note && (
          <p role="status" className="mt-1 text-xs text-ink-muted">
            {note}
          </p>
        )}
      </div>
      {onCancel && <IconButton icon={X} label={common.cancel} onClick={onCancel} />}
    </div>
  );
}
