// A real nginx with a configuration, a port and a folder of its own: one worker, no access log.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";

const LIMIT_MS = 5_000;
const LOOK_MS = 20;
const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

const configOf = (http: string): string => `worker_processes 1; daemon off; pid nginx.pid; error_log nginx.err;
events { worker_connections 1024; }
http {
  access_log off;
  ${TEMPORARY.map((kind) => `${kind}_temp_path ${kind};`).join(" ")}
  ${http}
}
`;

const answersAt = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

export type Nginx = { stop(): Promise<void> };

/** `http`: what stands in its `http` block and listens at `port`. `folder`: is made, and may be removed when it has stopped. Throws nginx's own words when it does not start. */
export async function startNginx(program: string, { http, port, folder }: { http: string; port: number; folder: string }): Promise<Nginx> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "nginx.conf"), configOf(http));
  const child = spawn(program, ["-p", folder, "-c", "nginx.conf", "-e", "nginx.err"], { stdio: "ignore" });
  const ended = once(child, "exit");
  for (const limit = Date.now() + LIMIT_MS; !(await answersAt(port)); ) {
    if (child.exitCode !== null || Date.now() > limit) {
      child.kill("SIGKILL");
      throw new Error(readFileSync(path.join(folder, "nginx.err"), "utf8").trim() || "it does not answer");
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return {
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
