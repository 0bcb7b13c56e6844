/** Answers to several questions, in their order. */
type Send<Question, Answer> = (questions: readonly Question[]) => Promise<readonly Answer[]>;

interface Group<Question, Answer> {
  readonly questions: readonly Question[];
  resolve(answers: readonly Answer[]): void;
  reject(error: unknown): void;
}

/** Gathers what is asked side by side, so that it goes to the database in one flight and not in many. */
export class Flights<Question, Answer> {
  private waiting: Group<Question, Answer>[] = [];

  constructor(private readonly send: Send<Question, Answer>) {}

  /** Asks together with whatever else is asked before the event loop turns. */
  ask(questions: readonly Question[]): Promise<readonly Answer[]> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.leave());
      this.waiting.push({ questions, resolve, reject });
    });
  }

  private async leave(): Promise<void> {
    const groups = this.waiting;
    this.waiting = [];
    try {
      const answers = await this.send(groups.flatMap(({ questions }) => questions));
      let at = 0;
      for (const { questions, resolve } of groups) {
        resolve(answers.slice(at, at + questions.length));
        at += questions.length;
      }
    } catch (error) {
      if (groups.length === 1) return groups[0]?.reject(error);
      // A flight fails as a whole; whose question is not at fault is answered when it is asked by itself.
      await Promise.all(groups.map(({ questions, resolve, reject }) => this.send(questions).then(resolve, reject)));
    }
  }
}
