// What an operator says of the courts' public services.
import { expect, test } from "vitest";
import { readConfig } from "../platform/config.ts";

const courts = (environment: Record<string, string>) => readConfig(environment).courts;
const djen = { url: "https://comunicaapi.pje.jus.br" };

test("DJEN needs nothing, DataJud a key, and both are asked where the council has them unless it is said otherwise", () => {
  expect(courts({})).toEqual({ DATAJUD: null, DJEN: djen });
  expect(courts({ DATAJUD_API_KEY: " abc== " })).toEqual({
    DATAJUD: { url: "https://api-publica.datajud.cnj.jus.br", key: "abc==" },
    DJEN: djen,
  });
  expect(
    courts({ DATAJUD_API_KEY: "k", DATAJUD_URL: "http://localhost:1/a/", DJEN_URL: "https://djen.example" }),
  ).toEqual({
    DATAJUD: { url: "http://localhost:1/a", key: "k" },
    DJEN: { url: "https://djen.example" },
  });
});

test("one word takes them from every firm", () => {
  expect(courts({ COURT_CONNECTORS: "off", DATAJUD_API_KEY: "k" })).toEqual({ DATAJUD: null, DJEN: null });
});

test("what cannot be is refused by its name", () => {
  const refused: Record<string, Record<string, string>> = {
    COURT_CONNECTORS: { COURT_CONNECTORS: "maybe" },
    DATAJUD_API_KEY: { DATAJUD_API_KEY: "two words" },
    DATAJUD_URL: { DATAJUD_URL: "ftp://x" },
    DJEN_URL: { DJEN_URL: "https://djen.example/?x=1" },
  };
  for (const [name, environment] of Object.entries(refused)) expect(() => courts(environment)).toThrow(name);
});
