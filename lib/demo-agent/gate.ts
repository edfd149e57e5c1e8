/** Who may drive a session: one client frame or one background turn at a time. */
export class Gate {
  private holder: "client" | "background" | null = null;
  private waiting: (() => void)[] = [];

  /** True when the client got the session; false when another client's frame holds it. Behind a background turn it waits. */
  async enterAsClient(): Promise<boolean> {
    if (this.holder === "client") return false;
    if (this.holder === "background") await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.holder = "client";
    return true;
  }

  enterInBackground(): boolean {
    if (this.holder !== null) return false;
    this.holder = "background";
    return true;
  }

  get isFree(): boolean {
    return this.holder === null;
  }

  /** Hands over to the first waiting client, if any; true when the session is free now. */
  leave(): boolean {
    const next = this.waiting.shift();
    this.holder = next ? "client" : null;
    next?.();
    return next === undefined;
  }
}
