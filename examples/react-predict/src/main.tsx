/** A form made of a model's schema, with the probabilities as one types: from the server, or from the model in this page. */
import { type CellValue, createDiscern, type InputSchema } from "@discern/client";
import { loadInBrowser } from "@discern/client/browser";
import { DiscernProvider, useDiscern, useInputSchema, usePrediction } from "@discern/react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import * as ort from "onnxruntime-web/wasm";
import { useState } from "react";
import { createRoot } from "react-dom/client";

type Row = Record<string, CellValue>;
const MODEL = new URLSearchParams(location.search).get("model") ?? "rice";

function Predict({ schema }: { schema: InputSchema }) {
  const client = useDiscern();
  const columns = schema.json_schema.properties as Record<string, { type?: string | string[] }>;
  const [row, setRow] = useState(schema.example as Row);
  const [here, setHere] = useState(false);
  const server = usePrediction(MODEL, row);
  const loaded = useQuery({ queryKey: [MODEL], queryFn: () => loadInBrowser(client, MODEL, { ort }), enabled: here });
  const local = useQuery({ queryKey: [MODEL, row], queryFn: () => loaded.data?.predict([row]), enabled: here && loaded.isSuccess, networkMode: "always" });
  const shown = (here ? local.data?.[0] : server.data)?.probabilities ?? {};
  const differences = Object.entries(shown).map(([label, p]) => Math.abs(p - (server.data?.probabilities[label] ?? Number.NaN)));
  const error = server.error ?? loaded.error ?? local.error;
  const isNumber = (column: string) => [columns[column]?.type].flat().includes("number");
  const read = (column: string, text: string) => (text === "" ? null : isNumber(column) ? Number(text) : text);
  return (
    <>
      <form>
        {Object.keys(columns).map((column) => (
          <label key={column}>
            {column}
            <input
              type={isNumber(column) ? "number" : "text"} step="any" defaultValue={String(row[column] ?? "")}
              onChange={(event) => setRow({ ...row, [column]: read(column, event.target.value) })}
            />
          </label>
        ))}
      </form>
      <label className="switch"><input type="checkbox" checked={here} onChange={() => setHere(!here)} /> in this browser</label>
      {Object.entries(shown).map(([label, p]) => (
        <p key={label}>{label}: <output>{(100 * p).toFixed(2)} %</output><meter value={p} /></p>
      ))}
      {here && local.data && server.isCurrent && <p>Largest difference from the server: <output>{Math.max(...differences)}</output></p>}
      {error && <p role="alert">{error.message}</p>}
    </>
  );
}

function App() {
  const schema = useInputSchema(MODEL);
  return schema.data ? <><h1>{MODEL}</h1><Predict schema={schema.data} /></> : <p role="status">{schema.error?.message ?? "Loading…"}</p>;
}

createRoot(document.getElementById("root") as HTMLElement).render(
  <QueryClientProvider client={new QueryClient()}><DiscernProvider client={createDiscern()}><App /></DiscernProvider></QueryClientProvider>,
);
