import { expect, test } from "vitest";
import { Flights } from "./flights.ts";

/** Answers a question with its square; refuses zero, and with it the flight. */
function squares() {
  const sent: number[][] = [];
  const flights = new Flights<number, number>(async (questions) => {
    sent.push([...questions]);
    if (questions.includes(0)) throw new Error("zero");
    return questions.map((one) => one * one);
  });
  return { sent, flights };
}

test("what is asked side by side goes in one flight, and each asker gets its own answers", async () => {
  const { sent, flights } = squares();
  const later = Promise.resolve().then(() => new Promise<void>((resolve) => process.nextTick(resolve)));
  const answers = await Promise.all([flights.ask([2, 3]), flights.ask([]), later.then(() => flights.ask([4]))]);
  expect(answers).toEqual([[4, 9], [], [16]]);
  expect(sent).toEqual([[2, 3, 4]]);
});

test("what is asked after an answer goes by itself", async () => {
  const { sent, flights } = squares();
  await flights.ask([2]);
  await flights.ask([3]);
  expect(sent).toEqual([[2], [3]]);
});

test("a question that fails takes no other with it", async () => {
  const { flights } = squares();
  const told = await Promise.allSettled([flights.ask([2]), flights.ask([0, 3]), flights.ask([4])]);
  expect(told).toMatchObject([
    { status: "fulfilled", value: [4] },
    { status: "rejected", reason: new Error("zero") },
    { status: "fulfilled", value: [16] },
  ]);
});
