/**
 * Makes static/js/vendor from the locked npm packages: one ES module a library, CHECKSUMS, README.md, LICENSES.
 * Run through ./run vendor, which installs scripts/js/package-lock.json first.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { browserFloor, libraries, silentPackages } from "./libraries.js";

const here = dirname(fileURLToPath(import.meta.url));
const vendorDir = join(here, "../../static/js/vendor");
const licencesDir = join(vendorDir, "LICENSES");

/** @param {string} name package name; @returns {Promise<{name: string, version: string, license: string}>} */
async function readPackage(name) {
  return JSON.parse(await readFile(join(here, "node_modules", name, "package.json"), "utf8"));
}

/** @param {string} name */
async function copyLicence(name) {
  const from = join(here, "node_modules", name);
  const file = (await readdir(from)).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} carries no licence text`);
  await copyFile(join(from, file), join(licencesDir, `${name.replace("@", "").replace("/", "-")}.txt`));
}

/** @param {typeof libraries[number]} library; @returns {Promise<{file: string, row: string}>} */
async function makeFile({ entry, packages, use }) {
  const parts = await Promise.all(packages.map(readPackage));
  const versions = parts.filter(({ name }) => !silentPackages.includes(name)).map(({ version }) => version);
  const file = `${entry}-${versions.join("-")}.js`;
  const origin = parts.map(({ name, version, license }) => `${name} ${version} (${license})`).join(", ");
  await build({
    entryPoints: [join(here, "entries", `${entry}.js`)],
    outfile: join(vendorDir, file),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "esm",
    target: browserFloor,
    legalComments: "none",
    banner: { js: `/* ${origin}. Texts of the licences: LICENSES/. Made by ./run vendor. */` },
  });
  await copyFile(join(here, "types", `${entry}.d.ts`), join(vendorDir, file.replace(/\.js$/, ".d.ts")));
  await Promise.all(packages.map(copyLicence));
  return { file, row: `| \`${file}\` | ${origin} | ${use} |` };
}

/** @param {string[]} rows */
function readme(rows) {
  return `# Libraries of other people

Everything the browser loads that was not written here. \`./run vendor\` makes this folder again, byte for byte, from the
packages locked in \`scripts/js/package-lock.json\` (exact versions, integrity hashes): esbuild bundles what
\`scripts/js/entries/\` names into one ES module a library. Nothing is fetched at run time, nothing needs eval.
\`CHECKSUMS\` (SHA-256) is checked by \`./run check\` and by a test; \`LICENSES/\` holds the texts. Do not edit by hand.

| File | Made from (licence) | Use |
|---|---|---|
${rows.join("\n")}
`;
}

async function writeChecksums() {
  const files = (await readdir(vendorDir)).filter((file) => file.endsWith(".js")).sort();
  const lines = files.map(async (file) => {
    const digest = createHash("sha256").update(await readFile(join(vendorDir, file))).digest("hex");
    return `${digest}  ${file}\n`;
  });
  await writeFile(join(vendorDir, "CHECKSUMS"), (await Promise.all(lines)).join(""));
}

await rm(vendorDir, { recursive: true, force: true });
await mkdir(licencesDir, { recursive: true });
const made = [];
for (const library of libraries) made.push(await makeFile(library));
await writeFile(join(vendorDir, "README.md"), readme(made.map(({ row }) => row)));
await writeChecksums();
for (const { file } of made) console.log(`  made ${file}`);
