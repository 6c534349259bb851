import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function CompareScreen() {
  return <Page title={nav.compare}>{null}</Page>;
}
