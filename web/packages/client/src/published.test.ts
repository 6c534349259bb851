/** The packages as npm would publish them, used by plain Node. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const WEB = new URL("../../../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "discern-packed-"));

function packed(name: string): string[] {
  const place = join(WEB, "packages", name);
  const said = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: place, encoding: "utf8" });
  const [{ filename, files }] = JSON.parse(said) as [{ filename: string; files: { path: string }[] }];
  const target = join(folder, "node_modules", "@discern", name);
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", target, "--strip-components=1"]);
  return files.map(({ path }) => path);
}

function node(program: string): string {
  return execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder, encoding: "utf8" });
}

describe("the published packages", { timeout: 60_000 }, () => {
  const files: Record<string, string[]> = {};
  beforeAll(() => {
    writeFileSync(join(folder, "package.json"), "{}"); // what lies in the folders above is nothing to this one
    for (const name of ["client", "react"]) files[name] = packed(name);
    // Their dependencies and peers, without what the workspace links to itself.
    for (const name of ["openapi-fetch", "react", "@tanstack"]) {
      symlinkSync(join(WEB, "node_modules", name), join(folder, "node_modules", name));
    }
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(["client", "react"])("%s has its code, types and README, and no test", (name) => {
    expect(files[name]).toEqual(
      expect.arrayContaining(["README.md", "package.json", "dist/index.js", "dist/index.d.ts"]),
    );
    expect(files[name]?.filter((path) => /test|tsbuildinfo/.test(path))).toEqual([]);
  });

  it("the client calls a server from plain Node", () => {
    const said = node(`
      import { createServer } from "node:http";
      import { createDiscern, isProblem } from "@discern/client";
      import { openBundle } from "@discern/client/browser";
      const server = createServer((_, response) => response.writeHead(404, { "Content-Type": "application/problem+json" }).end('{"code":"not_found"}'));
      await new Promise((done) => server.listen(0, "127.0.0.1", done));
      const discern = createDiscern({ url: "http://127.0.0.1:" + server.address().port });
      const error = await discern.models.get("rice").catch((thrown) => thrown);
      console.log(isProblem(error, "not_found"), typeof openBundle);
      server.close();
    `);
    expect(said.trim()).toBe("true function");
  });

  it("the hooks load in plain Node", () => {
    expect(node('import { useTrainingJob } from "@discern/react"; console.log(typeof useTrainingJob)').trim()).toBe(
      "function",
    );
  });

  it("a package without its code is found", () => {
    expect(() => node('import "@discern/client/nothing"')).toThrow("not defined by");
  });
});
