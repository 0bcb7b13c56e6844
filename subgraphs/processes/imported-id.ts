import { line, told } from "../../platform/input.ts";

/** The beginnings of the ids by which the house's own connectors know what they bring. */
const ofConnectors = /^(?:djen|datajud):/i;

/** An id that whoever imports by hand may give: under a connector's it would stand in the way of what that brings. */
export const importedId = line(200).refine(
  (id) => !ofConnectors.test(id),
  told(
    "INVALID",
    "Este começo é reservado ao que vem dos tribunais: use outro identificador.",
    "This beginning is kept for what comes from the courts: use another id.",
  ),
);
