import { NothingHere } from "@/components/shell/nothing-here";

export default function SignedInNotFound() {
  return <NothingHere />;
}
