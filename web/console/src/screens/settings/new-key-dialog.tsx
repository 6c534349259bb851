import type { components } from "@discern/client";
import { useDiscern } from "@discern/react";
import { useMutation } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/button.js";
import { Checkbox } from "../../components/controls.js";
import { Dialog } from "../../components/dialog.js";
import { Field, Input, Select } from "../../components/field.js";
import { ProblemNotice } from "../../components/problem-notice.js";
import { useCopy } from "../../lib/hooks.js";
import { messagesByPointer } from "../../lib/problem.js";
import { common } from "../../text/common.js";
import { settingsText as text } from "../../text/settings.js";

type Schemas = components["schemas"];
type Scope = Schemas["KeyRequest"]["scopes"][number];

const SCOPES = Object.keys(text.scopeText) as Scope[];

/** Makes a key, and shows it this once. Mount it to open it. */
export function NewKeyDialog({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const client = useDiscern();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["predict"]);
  const [expiry, setExpiry] = useState("never");
  const make = useMutation({
    mutationFn: () =>
      client.api.POST("/v1/keys", {
        body: { name: name.trim(), scopes, expires_in_days: expiry === "never" ? null : Number(expiry) },
      }),
    onSuccess: onMade,
  });
  if (make.data) return <Made made={make.data} onClose={onClose} />;
  const messages = messagesByPointer(make.error);
  const isAdmin = scopes.includes("admin");
  const toggle = (scope: Scope, on: boolean) =>
    setScopes((old) => SCOPES.filter((one) => (one === scope ? on : old.includes(one))));
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.newTitle}
      description={text.newLead}
      footer={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            variant="primary"
            busy={make.isPending}
            disabled={name.trim() === "" || scopes.length === 0}
            onClick={() => make.mutate()}
          >
            {text.make}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label={text.nameField} hint={text.nameHint} error={messages.get("/name")}>
          <Input
            value={name}
            maxLength={256}
            placeholder={text.namePlaceholder}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{text.scopesField}</legend>
          <div className="space-y-2">
            {SCOPES.map((scope) => (
              <Field
                key={scope}
                inline
                className="[&_label]:font-normal"
                label={
                  <>
                    {text.scopeText[scope]} <code className="ml-1 font-mono text-2xs text-ink-faint">{scope}</code>
                  </>
                }
              >
                <Checkbox
                  checked={isAdmin || scopes.includes(scope)}
                  disabled={isAdmin && scope !== "admin"}
                  onChange={(on) => toggle(scope, on)}
                />
              </Field>
            ))}
          </div>
        </fieldset>
        <Field label={text.expires}>
          <Select
            options={Object.entries(text.expiries)
              .map(([value, label]) => ({ value, label }))
              .sort((a, b) => (b.value === "never" ? 1 : 0) - (a.value === "never" ? 1 : 0))}
            value={expiry}
            onChange={setExpiry}
          />
        </Field>
        {make.error && <ProblemNotice error={make.error} />}
      </div>
    </Dialog>
  );
}

function Made({ made, onClose }: { made: Schemas["NewKey"]; onClose: () => void }) {
  const [copied, copy] = useCopy();
  return (
    <Dialog
      open
      onClose={onClose}
      title={text.madeTitle(made.name)}
      description={text.madeLead}
      footer={<Button onClick={onClose}>{text.done}</Button>}
    >
      <Field label={text.secret}>
        <Input
          readOnly
          value={made.key}
          className="font-mono text-xs"
          onFocus={(event) => event.target.select()}
          spellCheck={false}
        />
      </Field>
      <Button variant="primary" icon={copied ? Check : Copy} className="mt-3" onClick={() => copy(made.key)}>
        {copied ? text.copied : text.copy}
      </Button>
    </Dialog>
  );
}
