// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsType;
import dev.keyturn.operator.crd.redis.RedisSpec;
import java.util.Set;

/// The rules of requests (contract §7.2).
public final class RequestRules {

    private static final Set<OpsType> IMPLEMENTED = Set.of(OpsType.ROTATE_AUTH, OpsType.RESTART);
    private static final String GRACE_PERIOD = "keyturn.dev/grace-period";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Request request;
    private final RequestSurroundings surroundings;
    private final Findings findings = new Findings();

    private RequestRules(Request request, RequestSurroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /// What is wrong with a request that is made, or whose work begins.
    public static Verdict judge(Request request, RequestSurroundings surroundings) {
        return new RequestRules(request, surroundings).judge();
    }

    /// Judges a change: the whole spec stays, also the fields that our records do not know.
    public static Verdict judgeChange(JsonNode before, JsonNode after) {
        var findings = new Findings();
        findings.refuseIf(!before.equals(after), "spec", "the spec of a request cannot be changed; make a new request");
        return findings.verdict();
    }

    private Verdict judge() {
        OpsType type = request.spec().type();
        findings.refuseIf(
                !IMPLEMENTED.contains(type), "spec.type", "type " + name(type) + " is not implemented by Keyturn");
        request.spec()
                .timeout()
                .filter(timeout -> timeout.value().isEmpty())
                .ifPresent(timeout -> findings.refuse(
                        "spec.timeout", "\"" + timeout.text() + "\" is no duration, write for example 5m"));
        surroundings.database().ifPresentOrElse(this::judge, this::noDatabase);
        return findings.verdict();
    }

    private void noDatabase() {
        findings.refuse(
                "spec.databaseRef.name",
                request.engine().kind() + " \"" + request.spec().databaseRef().name()
                        + "\" does not exist in namespace \"" + request.namespace() + "\"");
    }

    private void judge(Database database) {
        Stages.missing(database.spec())
                .ifPresent(stage -> findings.refuse("spec.databaseRef.name", database.title() + ": " + stage));
        if (request.spec().type() == OpsType.ROTATE_AUTH) {
            rotation(database);
        }
    }

    private void rotation(Database database) {
        findings.refuseIf(
                database.spec() instanceof RedisSpec redis
                        && redis.disableAuth().orElse(false),
                "spec.databaseRef.name",
                database.title() + " has no passwords (disableAuth), so there is nothing to rotate");
        if (!request.engine().letsTheUserBeAnother() && request.annotations().containsKey(GRACE_PERIOD)) {
            findings.warn(
                    GRACE_PERIOD + " has no effect on a " + request.engine().kind()
                            + ": a login there has one password, so the old one ends with the request");
        }
        var rules = new RotationRules(database, surroundings, findings);
        request.secretName().ifPresentOrElse(rules::supplied, rules::generated);
    }

    private static String name(OpsType type) {
        return JSON.convertValue(type, String.class);
    }

    /// Whether work of this type exists at all; a request that came past the webhook fails by it.
    public static boolean isImplemented(OpsRequestSpec spec) {
        return IMPLEMENTED.contains(spec.type());
    }
}
