import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function ModelScreen() {
  return <Page title={nav.models}>{null}</Page>;
}
