/** What stands after `?` in the addresses of screens; anything that does not fit is left out, never an error. */

type Given = Record<string, unknown>;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

const number = (value: unknown): number | undefined => {
  const parsed = Number(value);
  return Number.isInteger(parsed) && parsed > 0 ? parsed : undefined;
};

/** Without the undefined ones, so that addresses stay short. */
function some<T extends Given>(found: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as never;
}

/** `?dataset=…&run=…`: how far the first use has come; the page may be reloaded in the middle of it. */
export const overview = (given: Given) => some({ dataset: text(given.dataset), run: text(given.run) });

/** `?tab=preview` */
export const tab = (given: Given) => some({ tab: text(given.tab) });

/** `?status=running` */
export const runs = (given: Given) => some({ status: text(given.status) });

/** `?dataset=…&from=…`: the dataset to train on, the run whose config to begin with. */
export const newRun = (given: Given) => some({ dataset: text(given.dataset), from: text(given.from) });

/** `?runs=a,b` */
export const compare = (given: Given) => some({ runs: text(given.runs) });

/** `?tab=try&version=3` */
export const model = (given: Given) => some({ tab: text(given.tab), version: number(given.version) });

/** `?model=…`: the model to score with. */
export const scoring = (given: Given) => some({ model: text(given.model) });
