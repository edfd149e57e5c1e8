/** Where `npm run prisma` finds the data model and its migrations; a plain object, because Prisma's own command is not installed here. */
export default {
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost:5432/unset" },
};
