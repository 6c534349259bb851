import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function DatasetScreen() {
  return <Page title={nav.datasets}>{null}</Page>;
}
