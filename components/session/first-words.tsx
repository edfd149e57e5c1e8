import { Button } from "@/components/ui/button";

/** Of what the demo agent can show, what says most in few words. */
const DEMO_EXAMPLES = ["list the files", "run the tests", "fix the bug", "delegate a review", "deploy", "remind me in 5 seconds"];

type Props = {
  canSend: boolean;
  isDemo: boolean;
  onSend: (text: string) => void;
};

/** In place of a transcript in which nothing stands yet: how to begin. */
export function FirstWords({ canSend, isDemo, onSend }: Props) {
  if (!canSend) return <p className="py-10 text-center text-muted-foreground">Nothing has been said yet.</p>;
  if (!isDemo) return <p className="py-10 text-center text-muted-foreground">Nothing has been said yet. Write a message to begin.</p>;
  return (
    <div className="mx-auto max-w-[520px] py-10 text-center">
      <p className="text-balance text-muted-foreground">
        Nothing has been said yet. The demo agent is scripted: its work in a small sample project is real, its prices are play money. Write
        “help” for all that it can show, or begin with one of these:
      </p>
      <ul aria-label="To begin with" className="mx-auto mt-4 flex max-w-[400px] flex-wrap justify-center gap-2 pointer-coarse:gap-4">
        {DEMO_EXAMPLES.map((text) => (
          <li key={text}>
            <Button onClick={() => onSend(text)}>{text}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
