import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/auth-options";

const answer = (request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  NextAuth(authOptions())(request, context);

export { answer as GET, answer as POST };
