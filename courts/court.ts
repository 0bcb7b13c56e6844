// What the courts' public services tell, in this house's words. The clients beside this file ask; nothing here knows a
// database, a firm or a viewer.

/** A degree of jurisdiction, as processes keep it. */
export type CourtDegree = "G1" | "G2" | "JE" | "TR" | "TRU" | "SUP";

/** One movement of a process, as a court told it. */
export interface CourtMovement {
  /** The same each time the same movement is told, and of no other movement of the process. */
  readonly externalId: string;
  readonly occurredAt: Date;
  /** The code of the national table (TPU), when told. */
  readonly code: number | null;
  readonly title: string;
  /** The complements in words, when there are any. */
  readonly text: string | null;
  readonly degree: CourtDegree | null;
}

/** One instance of a process: the same number has one for each degree and court body that keeps it. */
export interface CourtRecord {
  /** The name of the court as told, like TJSP. */
  readonly tribunal: string | null;
  readonly degree: CourtDegree | null;
  /** The court body (juízo). */
  readonly division: string | null;
  readonly className: string | null;
  readonly subjects: readonly string[];
  readonly filedAt: Date | null;
  readonly updatedAt: Date | null;
  readonly movements: readonly CourtMovement[];
}

/** One publication of the national gazette (DJEN). Its content is hostile HTML until it is cleaned. */
export interface CourtPublication {
  readonly externalId: string;
  readonly gazette: string;
  /** The day it was made available, as YYYY-MM-DD. */
  readonly availableOn: string;
  readonly content: string;
  /** Twenty digits, when the publication is of a process with a sound number; a number of another form as it came. */
  readonly processNumber: string | null;
  readonly canceled: boolean;
}

/** A lawyer's registration, under which publications are found. */
export interface OabRegistration {
  readonly number: string;
  /** The state, like SP. */
  readonly state: string;
}

/**
 * Why a service gave no answer. `UNAVAILABLE`: it failed, hung or told half, ask later; `LIMITED`: it wants to be asked
 * less, after `retryAfterSeconds`; `REFUSED`: it refuses this caller (the key was changed, or the place is not allowed),
 * which somebody must mend; `NOT_COVERED`: it does not hold processes of that court; `MALFORMED`: it answered what cannot
 * be read, or cannot be asked so.
 */
export type CourtFailure = "UNAVAILABLE" | "LIMITED" | "REFUSED" | "NOT_COVERED" | "MALFORMED";

export class CourtError extends Error {
  constructor(
    readonly failure: CourtFailure,
    message: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
    this.name = "CourtError";
  }
}

/** DataJud: movements, class, subjects and degree of a process, by its number of twenty digits. */
export interface DataJud {
  /**
   * Every instance of the process; none when the service does not hold it (yet). Throws CourtError, and the signal's
   * reason once it says so.
   */
  find(number: string, signal?: AbortSignal): Promise<readonly CourtRecord[]>;
  /** Whether it can hold a process of this number at all, as far as that is known without asking. */
  covers(number: string): boolean;
}

/** DJEN: publications of a lawyer or of a process, of some days (YYYY-MM-DD, both included). */
export interface Djen {
  /** Throws CourtError, and the signal's reason once it says so; what it gave before stands. */
  publications(
    of: { readonly oab: OabRegistration } | { readonly processNumber: string },
    from: string,
    to: string,
    signal?: AbortSignal,
  ): AsyncIterable<readonly CourtPublication[]>;
}
