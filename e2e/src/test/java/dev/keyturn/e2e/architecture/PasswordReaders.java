// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.architecture;

import java.util.Set;

/// Everyone who may turn a password into text. A new line here is a decision: say in the review why the text is needed
/// there, and where it goes.
final class PasswordReaders {

    static final Set<String> ALL = Set.of(
            // what Redis stores and is sent instead: the SHA-256
            "dev.keyturn.targets.redis.UserChange",
            // AUTH, ours and the proof of a credential
            "dev.keyturn.targets.redis.NodeConnection",
            // what PostgreSQL stores and is sent instead: the SCRAM verifier
            "dev.keyturn.targets.postgres.ScramVerifier",
            // logins over JDBC, ours and the proof of a credential
            "dev.keyturn.targets.postgres.Opener",
            // an owner's own statement that takes no verifier
            "dev.keyturn.targets.postgres.RoleChange",
            // what MySQL and MariaDB store and are sent instead: a hash of the account's plugin
            "dev.keyturn.targets.mysql.LoginMethod",
            // logins to MySQL and MariaDB, ours and the proof of a credential
            "dev.keyturn.targets.mysql.Opener",
            // an owner's own statement, which takes no hash
            "dev.keyturn.targets.mysql.RotationStatement",
            // what SQL Server stores of a password, to compare it or send it where logins have to agree
            "dev.keyturn.targets.sqlserver.StoredHash",
            // logins to SQL Server, ours and the proof of a credential
            "dev.keyturn.targets.sqlserver.Opener",
            // ALTER LOGIN and ALTER USER, which take no hash where the policy is checked
            "dev.keyturn.targets.sqlserver.Statements",
            // what a database's Secret holds when it is made
            "dev.keyturn.operator.provision.SecretData",
            // what a Redis accepts when it starts: hashes, and the password of its replicas, in a Secret
            "dev.keyturn.operator.provision.redis.BootState",
            // the login of the store's own PostgreSQL
            "dev.keyturn.server.sql.Pools",
            // the text of an envelope, sealed before it leaves memory
            "dev.keyturn.server.crypto.SealedJson",
            // what the mapped secrets hold, sealed before it leaves memory
            "dev.keyturn.server.rotation.SecretsMapping",
            // what a client with the right to them reads
            "dev.keyturn.server.api.GeneratedCredentialsJson",
            "dev.keyturn.server.api.ActiveCredentialsJson",
            // an example of what would be drawn, that nobody will ever use
            "dev.keyturn.server.api.PreviewJson",
            // takes a password out of a target's message
            "dev.keyturn.server.rotation.RunMessage",
            "dev.keyturn.server.webhook.Signature",
            // tells the server of the demo how to log in to the demo's Redis
            "dev.keyturn.cli.api.ApiJson",
            // the access token of a client of the API, in the header that is for it
            "dev.keyturn.cli.api.ApiClient",
            // the intent of a request, in the Secret that nobody but the operator reads
            "dev.keyturn.operator.ops.credential.IntentSecret",
            "dev.keyturn.operator.ops.credential.PairSecret",
            // proves us to the OpenID Connect provider, in the header that is for it
            "dev.keyturn.server.oidc.OidcProvider",
            // the first person's password, hashed and forgotten
            "dev.keyturn.server.Server",
            // says it to Redis, on a connection of a test or of the demo
            "dev.keyturn.testkit.redis.RedisConnection",
            // the same to PostgreSQL
            "dev.keyturn.testkit.postgres.PostgresConnection");

    private PasswordReaders() {}
}
