import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function ScoringScreen() {
  return <Page title={nav.scoring}>{null}</Page>;
}
