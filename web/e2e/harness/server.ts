import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { components } from "@discern/client";

type Schemas = components["schemas"];
export type Dataset = Schemas["DatasetOut"];
export type Job = Schemas["JobOut"];

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, "../../..");
const START_MS = 60_000;
const JOB_MS = 300_000;

/**
 * A Discern as a user starts it, on SQLite in a folder of its own: `discern serve`, and `discern worker` beside it, so that
 * the API can die and come back while a job runs.
 */
export class Server {
  /** Where it answers; the same after a restart. */
  readonly url: string;
  /** An admin key, as the first start prints it. */
  key = "";
  /** The folder of its database and files. */
  readonly data: string;
  readonly #settings: Record<string, string>;
  readonly #processes = new Set<ChildProcess>();
  #serve: ChildProcess | undefined;
  #log = "";

  private constructor(
    readonly port: number,
    data: string,
    settings: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.data = data;
    this.#settings = settings;
  }

  /** A server that answers; its worker may still be starting. `settings` are environment variables, such as `DISCERN_LEASE_SECONDS`. */
  static async start(name: string, settings: Record<string, string> = {}): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), `discern-e2e-${name.replaceAll(/\W+/g, "-")}-`));
    const server = new Server(await freePort(), data, settings);
    try {
      await server.startApi();
      server.#spawn("worker", "--data", server.data);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Starts the API again, on the same port and data; returns when it answers. */
  async startApi(): Promise<void> {
    const child = this.#spawn("serve", "--workers", "0", "--data", this.data, "--port", String(this.port));
    this.#serve = child;
    await until(`the API on port ${this.port}`, START_MS, async () => {
      if (child.exitCode !== null) throw new Error(`discern serve ended with status ${child.exitCode}:\n${this.log()}`);
      return (await this.answers()) || undefined;
    });
    this.key ||= await until(
      "the key of the first start",
      START_MS,
      async () => /\bdisc_\w{8}_[\w-]{43}/.exec(this.#log)?.[0],
    );
  }

  /** Kills the API as a crash would (SIGKILL). The worker goes on with its job. */
  async killApi(): Promise<void> {
    const serve = this.#serve;
    if (serve?.pid === undefined) throw new Error("the API does not run");
    const ended = ending(serve);
    const children = readFileSync(`/proc/${serve.pid}/task/${serve.pid}/children`, "utf8").trim().split(/\s+/);
    for (const pid of children) process.kill(Number(pid), "SIGKILL");
    await ended; // a dead API ends `discern serve`
    this.#serve = undefined;
  }

  /** Kills the API, leaves the port dead for a while, and starts it again. */
  async restartApi(downMs = 1_000): Promise<void> {
    await this.killApi();
    await new Promise((wake) => setTimeout(wake, downMs));
    await this.startApi();
  }

  /** Ends every process and removes the data. */
  async stop(): Promise<void> {
    for (const child of this.#processes) {
      const ended = ending(child);
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(hard);
    }
    rmSync(this.data, { recursive: true, force: true });
  }

  /** What the processes have printed, its end. */
  log(): string {
    return this.#log.slice(-8_000);
  }

  /** True while the API answers. */
  async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** The JSON answer of one request with the server's key. A string or bytes are sent as CSV, anything else as JSON. */
  async api<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    const type = { "Content-Type": isRaw ? "text/csv" : "application/json" };
    const answer = await fetch(this.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.key}`, ...(body === undefined ? {} : type), ...headers },
      ...(body === undefined ? {} : { body: isRaw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** A dataset made of CSV text, ready to train on. */
  async upload(csv: string | Uint8Array, name = "table"): Promise<Dataset> {
    const made = await this.api<Dataset>("POST", `/v1/datasets?name=${encodeURIComponent(name)}`, csv);
    if (made.profile_job_id !== null) await this.ended(made.profile_job_id, "succeeded");
    return this.api("GET", `/v1/datasets/${made.id}`);
  }

  /** The rice table that the repository ships: 3 810 rows, target `Class`. */
  uploadRice(name = "rice"): Promise<Dataset> {
    return this.upload(readFileSync(join(ROOT, "examples/data/rice.csv")), name);
  }

  /** The id of a new training job. `spec` is a TrainSpec: `{ target: "Class", training: { epochs: 3 } }`. */
  async train(datasetId: string, spec: Record<string, unknown>, modelName = "rice"): Promise<string> {
    const body = { dataset_id: datasetId, spec, model_name: modelName };
    return (await this.api<Job>("POST", "/v1/training-jobs", body)).id;
  }

  /** The job now. */
  job(id: string): Promise<Job> {
    return this.api("GET", `/v1/jobs/${id}`);
  }

  /** The job in its last state, which must be `status` when one is given. */
  async ended(id: string, status?: Job["status"]): Promise<Job> {
    const job = await until(`the end of ${id}`, JOB_MS, async () => {
      const now = await this.api<Job>("GET", `/v1/jobs/${id}?wait=5`);
      return now.terminal ? now : undefined;
    });
    if (status !== undefined && job.status !== status)
      throw new Error(`${id} is ${job.status}: ${JSON.stringify(job.error)}`);
    return job;
  }

  #spawn(...arguments_: string[]): ChildProcess {
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith("DISCERN_")),
    );
    const python = process.env.DISCERN_PYTHON ?? join(ROOT, ".venv/bin/python");
    const child = spawn(python, ["-m", "discern", ...arguments_], {
      cwd: ROOT,
      env: { ...environment, PYTHONPATH: ROOT, PYTHONUNBUFFERED: "1", NO_COLOR: "1", ...this.#settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#processes.add(child);
    child.once("exit", () => this.#processes.delete(child));
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (this.#log += data));
    return child;
  }
}

/** What `look` returns, once that is not undefined. */
export async function until<T>(what: string, withinMs: number, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

function ending(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once("exit", () => done()));
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}
