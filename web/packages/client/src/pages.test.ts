import { describe, expect, it } from "vitest";
import { createDiscern } from "./client.js";
import { json, scripted } from "./testing.js";

const page = (names: string[], next_cursor: string | null) =>
  json({ object: "list", data: names.map((name) => ({ name })), has_more: next_cursor !== null, next_cursor });

describe("a list", () => {
  it("is read by cursor to its end, with the query on every page", async () => {
    const { fetch, requests } = scripted(page(["a", "b"], "c1"), page(["c"], "c2"), page([], null));
    const found: string[] = [];
    for await (const model of createDiscern({ url: "http://d.test", fetch }).models.all({ limit: 2 }))
      found.push(model.name);
    expect(found).toEqual(["a", "b", "c"]);
    expect(requests.map((request) => request.url.split("?")[1])).toEqual([
      "limit=2",
      "limit=2&after=c1",
      "limit=2&after=c2",
    ]);
  });

  it("fetches no page that nobody asks for", async () => {
    const { fetch, requests } = scripted(page(["a"], "c1"));
    for await (const model of createDiscern({ url: "http://d.test", fetch }).models.all()) {
      expect(model.name).toBe("a");
      break;
    }
    expect(requests).toHaveLength(1);
  });

  it("gives one page with its cursor", async () => {
    const { fetch } = scripted(page(["a"], "c1"));
    const one = await createDiscern({ url: "http://d.test", fetch }).models.list();
    expect([one.data.length, one.has_more, one.next_cursor]).toEqual([1, true, "c1"]);
  });
});
