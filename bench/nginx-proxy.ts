// A real nginx that hands a WebSocket server on, as one would run it before an agent: one worker, no access log, a folder and a port of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
// @ts-expect-error: plain JavaScript without types
import { freePort } from "@/lib/cli/free-port.mjs";

const LIMIT_MS = 5_000;
const LOOK_MS = 20;
const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

const configOf = (port: number, upstreamPort: number): string => `worker_processes 1; daemon off; pid nginx.pid; error_log nginx.err;
events { worker_connections 1024; }
http {
  access_log off;
  ${TEMPORARY.map((kind) => `${kind}_temp_path ${kind};`).join(" ")}
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${upstreamPort};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
      proxy_read_timeout 3600s;
      proxy_buffering off;
    }
  }
}
`;

const answersAt = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

export type Nginx = { port: number; stop(): Promise<void> };

/** `folder`: is made, and may be removed when it has stopped. Throws nginx's own words when it does not start. */
export async function startNginx(program: string, upstreamPort: number, folder: string): Promise<Nginx> {
  const port: number = await freePort();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "nginx.conf"), configOf(port, upstreamPort));
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
    port,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
