import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function ModelsScreen() {
  return <Page title={nav.models}>{null}</Page>;
}
