import type { BrowserContext } from "@playwright/test";

interface Seen {
  text: string;
  url: string;
}

/** A visitor without a session is told so; the browser notes that as an error of its own accord. */
const USUAL = [/\/v1\/session: .*status of 401/];

/**
 * What a page may never do: log an error (also what the content security policy stops is logged as one), throw, or ask
 * another host for anything.
 */
export class Watch {
  readonly #seen: Seen[] = [];
  readonly #expected: RegExp[] = [...USUAL];

  constructor(private readonly origin: string) {}

  /** Watches every page of a context. */
  add(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.#seen.push({ text: message.text(), url: message.location().url });
    });
    context.on("weberror", (error) =>
      this.#seen.push({ text: String(error.error().stack), url: error.page()?.url() ?? "" }),
    );
    context.on("request", (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && new URL(url).origin !== this.origin) {
        this.#seen.push({ text: "a request to another host", url });
      }
    });
  }

  /** Lets errors pass whose `URL: text` this matches, from now on and from before: for tests of what goes wrong. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What happened and was not expected. */
  unexpected(): string[] {
    return this.#seen
      .map(({ text, url }) => `${url.replace(this.origin, "")}: ${text}`)
      .filter((line) => !this.#expected.some((pattern) => pattern.test(line)));
  }
}
