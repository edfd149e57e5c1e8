import Link from "next/link";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-2 px-5 text-center">
      <h1 className="text-xl font-semibold tracking-tight">Not found</h1>
      <p className="text-muted-foreground">There is nothing at this address that you may see. It may be somebody else's, or gone.</p>
      <Button asChild className="mt-3">
        <Link href="/sessions">To your sessions</Link>
      </Button>
    </main>
  );
}
