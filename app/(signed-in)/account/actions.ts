"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerAction } from "@/lib/auth/answer-action";
import type { Answer } from "@/lib/domain/refusal";
import { changePassword } from "@/lib/services/account/change-password";
import { renameSelf } from "@/lib/services/account/rename-self";
import { signOutDevice, signOutOtherDevices } from "@/lib/services/account/sign-out-device";
import { personNameSchema } from "@/lib/services/people/person-name";

const password = z.string().max(1_000);

export async function renameSelfAction(input: { name: string } | FormData): Promise<Answer> {
  return answerAction(z.object({ name: personNameSchema }), input, async (viewer, { name }) => {
    await renameSelf(viewer, name);
    revalidatePath("/", "layout");
    return {};
  });
}

/** `ended`: how many other devices were signed out by it. */
export async function changePasswordAction(input: { current: string; next: string } | FormData): Promise<Answer<{ ended: number }>> {
  return answerAction(z.object({ current: password, next: password }), input, async (viewer, passwords) => {
    const answer = await changePassword(viewer, passwords);
    revalidatePath("/account");
    return answer;
  });
}

export async function signOutDeviceAction(input: { deviceId: string } | FormData): Promise<Answer> {
  return answerAction(z.object({ deviceId: z.string().max(64) }), input, async (viewer, { deviceId }) => {
    await signOutDevice(viewer, deviceId);
    revalidatePath("/account");
    return {};
  });
}

export async function signOutOtherDevicesAction(): Promise<Answer<{ ended: number }>> {
  return answerAction(z.object({}), {}, async (viewer) => {
    const answer = await signOutOtherDevices(viewer);
    revalidatePath("/account");
    return answer;
  });
}
