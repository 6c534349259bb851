import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function OverviewScreen() {
  return <Page title={nav.overview}>{null}</Page>;
}
