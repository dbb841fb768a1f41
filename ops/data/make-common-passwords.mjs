// Makes src/Grains/Accounts/common-passwords.bin: the passwords that people choose most and that have leaked, as the first six bytes
// of the SHA-256 of each, sorted. Shorter ones than we accept are left out. The lists are those of two packages (MIT, see
// THIRD-PARTY-NOTICES.md):
//
//   npm install --prefix /tmp/lists zxcvbn@4.4.2 @zxcvbn-ts/language-common@4.1.3
//   node ops/data/make-common-passwords.mjs /tmp/lists/node_modules src/Grains/Accounts/common-passwords.bin
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [packages, target] = process.argv.slice(2).map((path) => resolve(path));
const LEAST_LENGTH = 8;
const PREFIX = 6;

const dropbox = createRequire(import.meta.url)(`${packages}/zxcvbn/lib/frequency_lists.js`).passwords;
const lists = [
  typeof dropbox === "string" ? dropbox.split(",") : dropbox,
  JSON.parse(readFileSync(`${packages}/@zxcvbn-ts/language-common/src/passwords.json`, "utf8")),
];
const words = new Set(lists.flat().map((word) => word.normalize("NFKD").toLowerCase()).filter((word) => [...word].length >= LEAST_LENGTH));
const prefixes = [...words].map((word) => createHash("sha256").update(word, "utf8").digest().subarray(0, PREFIX));
writeFileSync(target, Buffer.concat(prefixes.sort(Buffer.compare)));
console.log(`${prefixes.length} passwords`);
