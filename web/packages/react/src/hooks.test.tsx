// @vitest-environment happy-dom
import { createDiscern, type Job } from "@discern/client";
import { exampleOf, mockHandlers } from "@discern/client/mocks";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import type { ReactNode } from "react";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  DiscernProvider,
  keys,
  useApplyFinding,
  useDiscern,
  useModel,
  useModels,
  usePrediction,
  useTrainingJob,
  useUpload,
} from "./index.js";

const URL = "http://discern.test";
const server = setupServer(...mockHandlers(URL));

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());

function rendered<Result>(hook: () => Result) {
  const cache = new QueryClient();
  const client = createDiscern({ url: URL, key: "k", attempts: 1 });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={cache}>
      <DiscernProvider client={client}>{children}</DiscernProvider>
    </QueryClientProvider>
  );
  return { cache, ...renderHook(hook, { wrapper }) };
}

const running = (more: Partial<Job> = {}): Job => ({
  ...exampleOf<Job>("create_training_job"),
  id: "job_1",
  status: "running",
  last_event: 2,
  ...more,
});
const frame = (id: number, type: string, data: unknown) =>
  `event: ${type}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`;
const epoch = (number: number) => ({
  ...exampleOf<{ epochs: object[] }>("get_training_job_metrics").epochs[0],
  epoch: number,
});

describe("reading", () => {
  it("a model arrives as the API has it", async () => {
    const { result } = rendered(() => useModel("rice"));
    expect(result.current.isPending).toBe(true);
    await waitFor(() => expect(result.current.isSuccess).toBe(true));
    expect(result.current.data).toEqual(exampleOf("get_model"));
  });

  it("a list gathers its pages", async () => {
    const model = exampleOf<{ data: { name: string }[] }>("list_models").data[0];
    server.use(
      http.get(`${URL}/v1/models`, ({ request }) => {
        const after = new globalThis.URL(request.url).searchParams.get("after");
        const data = [{ ...model, name: after === null ? "first" : "second" }];
        return HttpResponse.json({
          object: "list",
          data,
          has_more: after === null,
          next_cursor: after === null ? "c" : null,
        });
      }),
    );
    const { result } = rendered(() => useModels({ limit: 1 }));
    await waitFor(() => expect(result.current.hasNextPage).toBe(true));
    await act(() => result.current.fetchNextPage());
    await waitFor(() => expect(result.current.data?.map((one) => one.name)).toEqual(["first", "second"]));
    expect(result.current.hasNextPage).toBe(false);
  });

  it("an error is the API's problem, and is not asked again", async () => {
    let asked = 0;
    server.use(
      http.get(`${URL}/v1/models/nope`, () => {
        asked += 1;
        return HttpResponse.json({ code: "not_found", detail: "no such model" }, { status: 404 });
      }),
    );
    const { result } = rendered(() => useModel("nope"));
    await waitFor(() => expect(result.current.isError).toBe(true));
    expect(result.current.error?.code).toBe("not_found");
    expect(asked).toBe(1);
  });

  it("without a provider a hook says so", () => {
    expect(() => renderHook(() => useDiscern())).toThrow("DiscernProvider");
  });
});

describe("a training job", () => {
  it("changes as its events arrive, and is fetched whole when it is done", async () => {
    let job = running();
    let after: string | null = null;
    let open: ReadableStreamDefaultController<Uint8Array> | undefined;
    const finding = {
      ...exampleOf<{ findings: object[] }>("get_training_job_findings").findings[0],
      id: "f_new",
      severity: "warning",
    };
    server.use(
      http.get(`${URL}/v1/training-jobs/job_1`, () => HttpResponse.json(job)),
      http.get(`${URL}/v1/training-jobs/job_1/metrics`, () =>
        HttpResponse.json({ ...exampleOf<object>("get_training_job_metrics"), epochs: [epoch(1)], num_epochs: 1 }),
      ),
      http.get(`${URL}/v1/training-jobs/job_1/events`, ({ request }) => {
        after = request.headers.get("Last-Event-ID");
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            open = controller;
          },
        });
        return new HttpResponse(body, { headers: { "Content-Type": "text/event-stream" } });
      }),
    );
    const send = (...frames: string[]) => act(async () => open?.enqueue(new TextEncoder().encode(frames.join(""))));
    const { result, cache } = rendered(() => useTrainingJob("job_1"));
    await waitFor(() => expect(result.current.connection).toBe("live"));
    expect(after).toBe("2");
    const found = result.current.job?.findings.length ?? 0;

    await send(
      frame(3, "metric", epoch(2)),
      frame(4, "progress", { ...job.progress, fraction: 0.5 }),
      frame(5, "finding", finding),
    );
    await waitFor(() => expect(result.current.metrics?.epochs.map((one) => one.epoch)).toEqual([1, 2]));
    expect(result.current.job?.progress.fraction).toBe(0.5);
    expect(result.current.job?.findings).toHaveLength(found + 1);
    expect(cache.getQueryData<Job>(keys.trainingJob("job_1"))?.last_event).toBe(5);

    job = running({ status: "succeeded", terminal: true, last_event: 7, result: { model: "rice", version: 4 } });
    await send(
      frame(6, "state", { status: "succeeded", phase: "succeeded" }),
      frame(7, "done", { status: "succeeded", result: null, error: null }),
    );
    await waitFor(() => expect(result.current.job?.result).toEqual({ model: "rice", version: 4 }));
    expect(result.current.connection).toBe("ended");
  });

  it("that has ended is not followed", async () => {
    server.use(
      http.get(`${URL}/v1/training-jobs/job_1`, () => HttpResponse.json(running({ terminal: true, status: "failed" }))),
      http.get(`${URL}/v1/training-jobs/job_1/events`, () => HttpResponse.error()),
    );
    const { result } = rendered(() => useTrainingJob("job_1"));
    await waitFor(() => expect(result.current.metrics).toBeDefined());
    expect(result.current.connection).toBe("ended");
    expect(result.current.error).toBeNull();
  });

  it("tells why it is no longer followed", async () => {
    server.use(
      http.get(`${URL}/v1/training-jobs/job_1`, () => HttpResponse.json(running())),
      http.get(`${URL}/v1/training-jobs/job_1/events`, () =>
        HttpResponse.json({ code: "forbidden", detail: "no" }, { status: 403 }),
      ),
    );
    const { result } = rendered(() => useTrainingJob("job_1"));
    await waitFor(() => expect(result.current.error?.code).toBe("forbidden"));
  });
});

describe("a prediction", () => {
  it("follows the row, keeps the last answer meanwhile, and asks once for a row made anew at every render", async () => {
    const rows: unknown[] = [];
    server.use(
      http.post(`${URL}/v1/models/rice/predict`, async ({ request }) => {
        const { rows: sent } = (await request.json()) as { rows: { Area: number }[] };
        rows.push(...sent);
        const label = (sent[0]?.Area ?? 0) > 10 ? "Cammeo" : "Osmancik";
        return HttpResponse.json({ predictions: [{ row: 0, label, probabilities: { [label]: 1 } }] });
      }),
    );
    let area: number | null = 1;
    const { result, rerender } = rendered(() =>
      usePrediction("rice", area === null ? null : { Area: area }, { delay: 20 }),
    );
    await waitFor(() => expect(result.current.data?.label).toBe("Osmancik"));
    expect(result.current.isCurrent).toBe(true);

    area = 5;
    rerender();
    area = 50;
    rerender();
    expect(result.current.isCurrent).toBe(false);
    expect(result.current.data?.label).toBe("Osmancik");
    await waitFor(() => expect(result.current.data?.label).toBe("Cammeo"));
    expect(rows).toEqual([{ Area: 1 }, { Area: 50 }]); // 5 was replaced before it was asked
  });

  it("of nothing asks nothing", async () => {
    const { result } = rendered(() => usePrediction("rice", null, { delay: 0 }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(result.current.fetchStatus).toBe("idle");
  });
});

describe("changing", () => {
  it("an upload becomes a dataset in the cache, and lists are asked again", async () => {
    server.use(http.post(`${URL}/v1/datasets`, () => HttpResponse.json(exampleOf("get_dataset"), { status: 201 })));
    const { result, cache } = rendered(() => useUpload());
    cache.setQueryData([...keys.datasetList({})], { pages: [], pageParams: [] });
    await act(() => result.current.mutateAsync({ source: new File(["a,b\n"], "rice.csv") }));
    const { id } = exampleOf<{ id: string }>("get_dataset");
    expect(cache.getQueryData(keys.dataset(id))).toEqual(exampleOf("get_dataset"));
    expect(cache.getQueryState(keys.datasetList({}))?.isInvalidated).toBe(true);
    await waitFor(() => expect(result.current.progress?.sent).toBe(4));
  });

  it("an upload can be cancelled", async () => {
    server.use(http.post(`${URL}/v1/datasets`, () => new Promise<Response>(() => {})));
    const { result } = rendered(() => useUpload());
    act(() => result.current.mutate({ source: new File(["a,b\n"], "rice.csv") }));
    await waitFor(() => expect(result.current.progress).not.toBeNull());
    act(() => result.current.cancel());
    await waitFor(() => expect(result.current.isError).toBe(true));
    expect(result.current.error?.name).toBe("AbortError");
  });

  it("an upload in parts goes on with what an earlier page began", async () => {
    const upload = exampleOf<{ id: string }>("get_upload");
    const source = new File(["0123456789"], "rice.csv", { lastModified: 7 });
    const held = new Map<string, string>();
    const resume = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => void held.set(key, value),
      removeItem: (key: string) => void held.delete(key),
    };
    let offset = 0;
    server.use(
      http.get(`${URL}/v1/uploads/:id`, () => HttpResponse.json({ ...upload, offset })),
      http.post(`${URL}/v1/uploads`, () => HttpResponse.json({ ...upload, part_bytes: 4, offset: 0 }, { status: 201 })),
      http.patch(`${URL}/v1/uploads/:id`, async ({ request }) => {
        if (offset === 4 && held.get("page") === undefined) return HttpResponse.json(null, { status: 403 });
        offset += (await request.arrayBuffer()).byteLength;
        return HttpResponse.json({ ...upload, offset });
      }),
      http.post(`${URL}/v1/uploads/:id/dataset`, () => HttpResponse.json(exampleOf("get_dataset"), { status: 201 })),
    );
    const before = rendered(() => useUpload()).result;
    act(() => before.current.mutate({ source, inParts: true, resume }));
    await waitFor(() => expect(before.current.isError).toBe(true));
    expect([...held.values()]).toEqual([upload.id]);

    held.set("page", "reloaded");
    const { result } = rendered(() => useUpload());
    await act(() => result.current.mutateAsync({ source, inParts: true, resume }));
    await waitFor(() => expect(result.current.progress).toEqual({ sent: 10, total: 10, resumedFrom: 4 }));
  });

  it("applying a finding makes a job that is at hand at once", async () => {
    const { result, cache } = rendered(() => useApplyFinding());
    const job = await act(() => result.current.mutateAsync({ jobId: "job_1", finding: "data.imbalance" }));
    expect(job).toEqual(exampleOf("apply_training_job_finding"));
    expect(cache.getQueryData(keys.trainingJob(job.id))).toEqual(job);
  });
});
