"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { answerAction } from "@/lib/auth/answer-action";
import type { Answer } from "@/lib/domain/refusal";
import { typedRowId } from "@/lib/domain/row-id";
import { createPerson, createPersonInput } from "@/lib/services/people/create-person";
import { disablePerson, enablePerson } from "@/lib/services/people/disable-person";
import { endDevices } from "@/lib/services/people/end-devices";
import type { OneTimeLink } from "@/lib/services/people/password-link";
import { renewLink } from "@/lib/services/people/renew-link";
import { setAdmin } from "@/lib/services/people/set-admin";

const onPerson = z.object({ personId: typedRowId });
const showPeople = (): void => revalidatePath("/people");

/** The link is shown once and cannot be read again. */
export async function createPersonAction(input: {
  email: string;
  name: string;
  isAdmin?: boolean;
}): Promise<Answer<{ id: number; link: OneTimeLink }>> {
  return answerAction(createPersonInput, input, async (viewer, person) => {
    const created = await createPerson(viewer, person);
    showPeople();
    return created;
  });
}

export async function renewLinkAction(input: { personId: number }): Promise<Answer<{ link: OneTimeLink }>> {
  return answerAction(onPerson, input, async (viewer, { personId }) => {
    const renewed = await renewLink(viewer, personId);
    showPeople();
    return renewed;
  });
}

export async function disablePersonAction(input: { personId: number }): Promise<Answer> {
  return answerAction(onPerson, input, async (viewer, { personId }) => {
    await disablePerson(viewer, personId);
    showPeople();
    return {};
  });
}

export async function enablePersonAction(input: { personId: number }): Promise<Answer> {
  return answerAction(onPerson, input, async (viewer, { personId }) => {
    await enablePerson(viewer, personId);
    showPeople();
    return {};
  });
}

export async function setAdminAction(input: { personId: number; isAdmin: boolean }): Promise<Answer> {
  return answerAction(onPerson.extend({ isAdmin: z.boolean() }), input, async (viewer, { personId, isAdmin }) => {
    await setAdmin(viewer, personId, isAdmin);
    showPeople();
    return {};
  });
}

export async function endDevicesAction(input: { personId: number }): Promise<Answer<{ ended: number }>> {
  return answerAction(onPerson, input, async (viewer, { personId }) => {
    const answer = await endDevices(viewer, personId);
    showPeople();
    return answer;
  });
}
