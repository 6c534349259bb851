import { Page } from "../../components/page.js";
import { nav } from "../../text/shell.js";

export function SettingsScreen() {
  return <Page title={nav.settings}>{null}</Page>;
}
