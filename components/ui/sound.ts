/** A short sound of ours, for who looks elsewhere: off until this person wants it, and the choice is kept in this browser. */
import { isChosen, keepChoice } from "./kept-choice";

const KEY = "octomind.sound";
/** One tone, and two that rise when somebody is awaited. */
const CALM = [660];
const URGENT = [660, 880];
const TONE_S = 0.18;
const LOUDNESS = 0.12;
/** A browser that has not let this page sound by now does not. */
const START_MS = 500;

export const wantsSound = (): boolean => isChosen(KEY);

export const chooseSound = (wanted: boolean): void => keepChoice(KEY, wanted);

/** A tone that swells and fades: an edge would click. */
function tone(context: AudioContext, frequency: number, at: number): OscillatorNode {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.linearRampToValueAtTime(0, at + TONE_S);
  const oscillator = context.createOscillator();
  oscillator.frequency.value = frequency;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_S);
  return oscillator;
}

/** Resolves when it was heard, or when the browser did not let it: a sound that comes later than its reason only startles. */
async function play(isUrgent: boolean): Promise<void> {
  const context = new AudioContext();
  try {
    const late = new Promise<void>((resolve) => setTimeout(resolve, START_MS));
    await Promise.race([context.resume(), late]);
    if (context.state !== "running") return;
    const tones = (isUrgent ? URGENT : CALM).map((frequency, index) => tone(context, frequency, context.currentTime + index * TONE_S));
    await new Promise((resolve) => tones.at(-1)?.addEventListener("ended", resolve));
  } finally {
    await context.close();
  }
}

/** Of several tabs that have the same to tell, one sounds. */
export async function playSound(isUrgent: boolean): Promise<void> {
  const alone = navigator.locks?.request(KEY, { ifAvailable: true }, async (lock) => {
    if (lock) await play(isUrgent);
  });
  // No locks: an address without https.
  await (alone ?? play(isUrgent)).catch(() => {});
}
