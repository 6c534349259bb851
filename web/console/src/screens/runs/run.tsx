import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function RunScreen() {
  return <Page title={nav.runs}>{null}</Page>;
}
