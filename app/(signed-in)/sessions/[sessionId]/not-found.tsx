import { NothingHere } from "@/components/shell/nothing-here";

/** The same words for a session that does not exist and one this person may not see. */
export default function SessionNotFound() {
  return <NothingHere>There is no session at this address that you may see. Its owner or an administrator can tell you more.</NothingHere>;
}
