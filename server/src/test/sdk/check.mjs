// SPDX-License-Identifier: Apache-2.0
// Row 44 of the contract: the official Node client, unchanged, against a running server. Run by ./run.
import assert from "node:assert/strict";
import { InfisicalSDK } from "@infisical/sdk";

const { KEYTURN_SERVER, KEYTURN_PROJECT, KEYTURN_CLIENT_ID, KEYTURN_CLIENT_SECRET, KEYTURN_ROTATED_SECRET } = process.env;

const client = new InfisicalSDK({ siteUrl: KEYTURN_SERVER });
const place = { projectId: KEYTURN_PROJECT, environment: "dev" };
const named = (secrets) => secrets.map((secret) => secret.secretKey);

async function step(name, act) {
  await act();
  console.log(`ok: ${name}`);
}

await step("login", () =>
  client.auth().universalAuth.login({ clientId: KEYTURN_CLIENT_ID, clientSecret: KEYTURN_CLIENT_SECRET }),
);

await step("renew", () => client.auth().universalAuth.renew());

await step("create", async () => {
  const { secret } = await client.secrets().createSecret("SDK/ONE", { ...place, secretValue: "first", secretComment: "by the SDK" });
  assert.equal(secret.secretKey, "SDK/ONE");
});

await step("get", async () => {
  const secret = await client.secrets().getSecret({ ...place, secretName: "SDK/ONE" });
  assert.equal(secret.secretValue, "first");
  assert.equal(secret.secretComment, "by the SDK");
  assert.equal(secret.version, 1);
});

await step("list", async () => {
  const { secrets } = await client.secrets().listSecrets({ ...place, includeImports: true, recursive: true });
  assert.ok(named(secrets).includes("SDK/ONE"));
  assert.ok(named(await client.secrets().listSecretsWithImports(place)).includes("SDK/ONE"));
});

await step("update", async () => {
  await client.secrets().updateSecret("SDK/ONE", { ...place, secretValue: "second", newSecretName: "SDK_TWO" });
  const secret = await client.secrets().getSecret({ ...place, secretName: "SDK_TWO" });
  assert.equal(secret.secretValue, "second");
});

await step("delete", async () => {
  await client.secrets().deleteSecret("SDK_TWO", place);
  await assert.rejects(client.secrets().getSecret({ ...place, secretName: "SDK_TWO" }), /404/);
});

await step("folders", async () => {
  const folder = await client.folders().create({ ...place, name: "sdk-folder", path: "/" });
  assert.equal(folder.name, "sdk-folder");
  const folders = await client.folders().listFolders({ ...place, path: "/" });
  assert.ok(folders.some((each) => each.name === "sdk-folder"));
  await client.secrets().createSecret("INSIDE", { ...place, secretPath: "/sdk-folder", secretValue: "deep" });
  const { secrets } = await client.secrets().listSecrets({ ...place, secretPath: "/sdk-folder" });
  assert.deepEqual(named(secrets), ["INSIDE"]);
});

await step("a rotated secret is read, and not written", async () => {
  const secret = await client.secrets().getSecret({ ...place, secretName: KEYTURN_ROTATED_SECRET });
  assert.ok(secret.secretValue.length > 0);
  await assert.rejects(
    client.secrets().updateSecret(KEYTURN_ROTATED_SECRET, { ...place, secretValue: "mine" }),
    /Cannot update rotated secret/,
  );
});
