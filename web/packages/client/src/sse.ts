/** Server-sent events out of a stream of bytes, as the HTML standard's section 9.2.6 tells. */

/** One dispatched event; `id` is the last one seen, as the standard says. */
export interface ServerSentEvent {
  id: string;
  event: string;
  data: string;
}

/** Takes text in pieces cut anywhere; an event that the end cuts off is dropped, for it would be half a document. */
export class EventStreamParser {
  /** Milliseconds that the server asks to wait before connecting again; null until it did. */
  retry: number | null = null;
  #rest = "";
  #afterReturn = false;
  #id = "";
  #event = "";
  #data: string[] = [];

  /** The events that this piece completes. */
  push(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    // A line ends with CR LF, LF or CR; of a CR LF that was cut in two, the LF begins this piece.
    const piece = this.#afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.#afterReturn = text.endsWith("\r");
    const lines = (this.#rest + piece).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") this.#field(line);
      else this.#dispatch(events);
    }
    return events;
  }

  #field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.retry = Number(value);
  }

  #dispatch(events: ServerSentEvent[]): void {
    if (this.#data.length > 0) {
      events.push({ id: this.#id, event: this.#event || "message", data: this.#data.join("\n") });
    }
    this.#event = "";
    this.#data = [];
  }
}

/** Every complete event of a body; `parser` tells `retry`. `onBytes` is called for every piece, keep-alives included. */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array>,
  parser = new EventStreamParser(),
  onBytes: () => void = () => {},
): AsyncGenerator<ServerSentEvent, void, undefined> {
  const decoder = new TextDecoder(); // keeps half characters for the next piece, and drops a byte order mark
  const reader = body.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    // Also when the loop over this ends early: the connection closes with it.
    await reader.cancel().catch(() => {});
  }
}
