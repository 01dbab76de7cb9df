// Chance that can be repeated: it prints its seed, and GLOS_TEST_SEED sets it.

const seed = Number(process.env.GLOS_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32)) >>> 0;
console.log(`GLOS_TEST_SEED=${seed}`);
let state = seed;

/** A number from 0 up to 1 (mulberry32). */
export function chance() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
