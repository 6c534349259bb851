import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function DatasetsScreen() {
  return <Page title={nav.datasets}>{null}</Page>;
}
