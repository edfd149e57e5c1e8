/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm run check` and `npm test` check the types of everything; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino"],
};
export default config;
