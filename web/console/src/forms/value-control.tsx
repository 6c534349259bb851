import { X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { IconButton } from "../components/button.js";
import { NumberInput, Switch } from "../components/controls.js";
import { Input, Select, Textarea } from "../components/field.js";
import { FileDrop } from "../components/file-drop.js";
import { formatBytes } from "../lib/format.js";
import { formText } from "../text/forms.js";
import { type Control, type Json, parseSequence, sequenceText, wordOf } from "./schema.js";

type Scalar = Exclude<Control, { kind: "object" | "variants" | "const" }>;

/** The control for one value that has no parts of its own; undefined shows nothing chosen. */
export function ValueControl({
  control,
  value,
  onChange,
  placeholder,
}: {
  control: Scalar;
  value: Json | undefined;
  /** Called with undefined for text that is not (yet) a value. */
  onChange: (value: Json | undefined) => void;
  placeholder?: string | undefined;
}) {
  switch (control.kind) {
    case "choice":
      return (
        <Select
          options={control.options.map((option) => ({ value: JSON.stringify(option), label: wordOf(option) }))}
          value={value === undefined ? "" : JSON.stringify(value)}
          onChange={(text) => onChange(JSON.parse(text) as Json)}
          {...(value === undefined && { placeholder: placeholder ?? "" })}
        />
      );
    case "boolean":
      return control.nullable ? (
        <Select
          options={[true, false, null].map((option) => ({
            value: JSON.stringify(option),
            label: option === null ? formText.missing : String(option),
          }))}
          value={JSON.stringify(value ?? null)}
          onChange={(text) => onChange(JSON.parse(text) as Json)}
        />
      ) : (
        <Switch checked={value === true} onChange={onChange} />
      );
    case "number":
      return (
        <NumberInput
          value={typeof value === "number" ? value : null}
          onChange={(next) => onChange(next === null && !control.nullable ? undefined : next)}
          placeholder={placeholder ?? (control.nullable ? formText.missing : "")}
        />
      );
    case "text":
      return <TextControl control={control} value={value} onChange={onChange} placeholder={placeholder} />;
    case "image":
      return <ImageControl value={value} onChange={onChange} />;
    case "sequence":
      return (
        <ParsedText
          value={value}
          onChange={onChange}
          parse={(text) => parseSequence(text, control.channels) ?? undefined}
          write={(one) => (Array.isArray(one) ? sequenceText(one) : "")}
          rows={8}
        />
      );
    case "json":
      return (
        <ParsedText
          value={value}
          onChange={onChange}
          parse={parseJson}
          write={(one) => (one === undefined ? "" : JSON.stringify(one))}
          rows={2}
        />
      );
  }
}

function TextControl({
  control,
  value,
  onChange,
  placeholder,
}: {
  control: Control & { kind: "text" };
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  placeholder?: string | undefined;
}) {
  const id = useId();
  const examples = control.schema.examples?.filter((one) => typeof one === "string") ?? [];
  return (
    <>
      <Input
        value={typeof value === "string" ? value : ""}
        placeholder={placeholder ?? (control.nullable ? formText.missing : "")}
        maxLength={control.schema.maxLength}
        onChange={(event) => onChange(event.target.value === "" && control.nullable ? null : event.target.value)}
        {...(examples.length > 0 && { list: id })}
      />
      {examples.length > 0 && (
        <datalist id={id}>
          {examples.map((example) => (
            <option key={example} value={example} />
          ))}
        </datalist>
      )}
    </>
  );
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Text of a value; what cannot be read yet stays on the screen, is marked, and is undefined outside. */
function ParsedText({
  value,
  onChange,
  parse,
  write,
  rows,
}: {
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  parse: (text: string) => Json | undefined;
  write: (value: Json | undefined) => string;
  rows: number;
}) {
  const [text, setText] = useState(() => write(value));
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the value from outside replaces the text.
  useEffect(() => {
    setText((shown) => (value === undefined || JSON.stringify(parse(shown)) === key ? shown : write(value)));
  }, [key]);
  return (
    <Textarea
      mono
      rows={rows}
      value={text}
      spellCheck={false}
      aria-invalid={text !== "" && parse(text) === undefined ? true : undefined}
      onChange={(event) => {
        setText(event.target.value);
        onChange(parse(event.target.value));
      }}
    />
  );
}

function ImageControl({ value, onChange }: { value: Json | undefined; onChange: (value: Json | undefined) => void }) {
  const [url, setUrl] = useState<string | null>(null);
  const text = typeof value === "string" && value !== "" ? value : null;
  useEffect(() => {
    if (!text) return setUrl(null);
    // A blob's address, not a data URL: the content security policy lets images come from `self` and `blob:` alone.
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  const take = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    onChange(btoa(binary));
  };
  return (
    <div className="space-y-2">
      {text && url && (
        <div className="flex items-center gap-3">
          <img
            src={url}
            alt=""
            className="size-24 rounded-md border bg-sunken object-contain [image-rendering:pixelated]"
          />
          <span className="text-xs text-ink-muted">{formText.imageTaken(formatBytes((text.length * 3) / 4))}</span>
          <IconButton icon={X} label={formText.imageRemove} size="sm" onClick={() => onChange(undefined)} />
        </div>
      )}
      <FileDrop compact label={formText.imageDrop} accept="image/png,image/jpeg" onFile={take} />
    </div>
  );
}
