// `npm run prisma -- ARGUMENTS`: Prisma's own command, in the version of the client, for whoever changes the data model (docs/adr/0013).
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run-step.mjs";

const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const args = ["exec", "--yes", `--package=prisma@${dependencies["@prisma/client"]}`, "--", "prisma", ...process.argv.slice(2)];
const child = spawn("npm", args, {
  cwd: root,
  stdio: "inherit",
  env: {
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    // The native engine would be downloaded, from a place that a closed network does not reach.
    PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, "lib/cli/schema-engine.mjs"),
    ...process.env,
  },
});
child.once("exit", (code) => process.exit(code ?? 1));
