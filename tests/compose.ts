// docker-compose.yml as compose reads it, for the tests that hold it against the code and that run what it says.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { required } from "../platform/config.ts";

export interface Service {
  readonly image: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly healthcheck?: { disable?: boolean; test?: readonly string[] };
  readonly restart: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

export const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

export const compose = parse(read("docker-compose.yml"), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
};

/** The services that are the product's own. */
export const product = Object.keys(required) as (keyof typeof required)[];

export const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}.`);
  return found;
};

/** What a service is started with: its entrypoint, and what it is told there. */
export const commandOf = ({ entrypoint = [], command = [] }: Service): string[] => [...entrypoint, ...command];

/** What is in the image's environment before compose adds its own. */
export const imageEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  [...(/^ENV (.*)$/m.exec(read("Dockerfile"))?.[1] ?? "").matchAll(/(\w+)=(\S*)/g)].map(([, name, value]) => [
    name,
    value,
  ]),
);

/** A service's environment as compose fills it in, from the variables that stand in `.env`. */
export const environmentOf = (name: string, variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([variable, value]) => [
      variable,
      value.replaceAll(/\$\{(\w+)(?::\?[^}]*|:-([^}]*))\}/g, (_, asked: string, otherwise?: string) => {
        const given = variables[asked] || otherwise;
        if (given === undefined) throw new Error(`${name} is not told ${variable}: there is no ${asked}.`);
        return given;
      }),
    ]),
  );
