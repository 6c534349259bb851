import { describe, expect, it } from "vitest";
import { datasetRequest, FIRST, fileOptions } from "./options.js";

const form = { ...FIRST, model: "rice" };

describe("a scoring form", () => {
  it("that was left alone says who answers and what comes out, nothing else", () => {
    expect(fileOptions(form)).toEqual({ alias: "default", format: "csv" });
    expect(datasetRequest(form, "ds_1")).toEqual({
      model: "rice",
      dataset_id: "ds_1",
      alias: "default",
      output: { format: "csv" },
    });
  });

  it("names a version in place of an alias", () =>
    expect(fileOptions({ ...form, by: "version:3" })).toMatchObject({ version: 3 }));

  it("copies named columns, or every one", () => {
    expect(fileOptions({ ...form, idColumns: " id , batch,, " })).toMatchObject({ id_columns: ["id", "batch"] });
    expect(fileOptions({ ...form, idColumns: "id", columns: "all" })).toEqual({
      alias: "default",
      format: "csv",
      columns: "all",
    });
  });

  it("puts what is said of the output under output for a dataset, and how a file is read for a file only", () => {
    const said = { ...form, topK: 2, decimals: 4, logits: true, threshold: 0.3, delimiter: ";", encoding: "latin-1" };
    expect(datasetRequest({ ...said, onInvalid: "fail" }, "ds_1")).toEqual({
      model: "rice",
      dataset_id: "ds_1",
      alias: "default",
      output: { format: "csv", logits: true, top_k: 2, decimals: 4 },
      threshold: 0.3,
      on_invalid: "fail",
    });
    expect(fileOptions(said)).toMatchObject({ top_k: 2, threshold: 0.3, delimiter: ";", encoding: "latin-1" });
  });
});
