import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function ScoringJobScreen() {
  return <Page title={nav.scoring}>{null}</Page>;
}
