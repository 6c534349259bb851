/** What is read: the OpenAPI document, the page of errors, the module of exported bundles. */
export interface Sources {
  // biome-ignore lint/suspicious/noExplicitAny: a document of any shape, which tests change
  document: any;
  errors: string;
  classifier: string;
}
export function sources(): Promise<Sources>;
export function generated(from: Sources): Promise<Record<string, string>>;
