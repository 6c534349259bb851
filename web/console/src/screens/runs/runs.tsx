import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function RunsScreen() {
  return <Page title={nav.runs}>{null}</Page>;
}
