import { describe, expect, expectTypeOf, it } from "vitest";
import { createDiscern } from "./client.js";
import { json, scripted } from "./testing.js";

interface Row {
  Area: number | null;
  Extent: number | null;
}
type Label = "Cammeo" | "Osmancik";

const answer = { predictions: [{ row: 0, label: "Cammeo", probabilities: { Cammeo: 0.9, Osmancik: 0.1 } }] };
const row: Row = { Area: 4537, Extent: null };

function rice(which = {}) {
  const { fetch, requests } = scripted(json(answer));
  return { handle: createDiscern({ url: "http://d.test", fetch }).model<Row, Label>("rice", which), requests };
}

describe("a typed model", () => {
  it("tells labels and probabilities by the model's own names", async () => {
    const found = await rice().handle.predictOne(row);
    expectTypeOf(found.label).toEqualTypeOf<Label>();
    expectTypeOf(found.probabilities).toEqualTypeOf<Record<Label, number>>();
    expect(found.probabilities.Cammeo).toBe(0.9);
  });

  it("does not compile with a wrong column, a missing one or a wrong label", () => {
    const wrong = async () => {
      // @ts-expect-error  there is no such column
      await rice().handle.predict([{ Aera: 1, Extent: null }]);
      // @ts-expect-error  a missing value is said, not left out
      await rice().handle.predict([{ Area: 1 }]);
      // @ts-expect-error  there is no such label
      return (await rice().handle.predictOne(row)).probabilities.Basmati;
    };
    expect(wrong).toBeTypeOf("function");
  });

  it("makes parts optional that may have been left out", async () => {
    const { predictions } = await rice().handle.predict([row], { return: ["label"] });
    expectTypeOf(predictions[0]?.label).toEqualTypeOf<Label | undefined>();
    expectTypeOf(predictions[0]?.probabilities).toEqualTypeOf<Partial<Record<Label, number>> | undefined>();
  });

  it.each([
    [{}, "/v1/models/rice/predict"],
    [{ version: 3 }, "/v1/models/rice/versions/3/predict"],
    [{ alias: "live" }, "/v1/models/rice/aliases/live/predict"],
  ])("asks %o at %s", async (which, path) => {
    const { handle, requests } = rice(which);
    await handle.predict([row], { threshold: 0.3, routing_key: "me", on_invalid: "skip" });
    expect(new URL(requests[0]?.url ?? "").pathname).toBe(path);
    expect(await requests[0]?.json()).toEqual({ rows: [row], threshold: 0.3, on_invalid: "skip" });
    expect(requests[0]?.headers.get("X-Routing-Key")).toBe("me");
  });

  it("sends an image or a table as it is", async () => {
    const { handle, requests } = rice();
    await handle.predictFile(new File(["png"], "a.png"), { top_k: 1 });
    expect(requests[0]?.headers.get("Content-Type")).toBe("image/png");
    expect(new URL(requests[0]?.url ?? "").search).toBe("?top_k=1");
    await handle.predictFile(new Blob(["Area,Extent\n1,2\n"]));
    expect(requests[1]?.headers.get("Content-Type")).toBe("text/csv");
  });
});

describe("changes with a precondition", () => {
  it("name the state that the caller saw, else the one that is there, else that there is none", async () => {
    const seen = scripted(json({}));
    await createDiscern({ url: "http://d.test", fetch: seen.fetch }).models.setAlias(
      "rice",
      "live",
      { version: 2 },
      { etag: '"7"' },
    );
    expect(seen.requests[0]?.headers.get("If-Match")).toBe('"7"');

    const there = scripted(json({ etag: '"8"' }), json({}));
    await createDiscern({ url: "http://d.test", fetch: there.fetch }).models.setDecision("rice", 1, { threshold: 0.4 });
    expect(there.requests[1]?.headers.get("If-Match")).toBe('"8"');

    const none = scripted(new Response('{"code":"not_found"}', { status: 404 }), json({}));
    await createDiscern({ url: "http://d.test", fetch: none.fetch }).models.setAlias("rice", "live", { version: 2 });
    expect(none.requests[1]?.headers.get("If-None-Match")).toBe("*");
  });
});
