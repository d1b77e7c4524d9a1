// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.admission.CatalogVersion;
import dev.keyturn.operator.admission.ClusterView;
import dev.keyturn.operator.admission.Database;
import dev.keyturn.operator.admission.DatabaseRules;
import dev.keyturn.operator.admission.Defaults;
import dev.keyturn.operator.admission.Engine;
import dev.keyturn.operator.admission.Occasion;
import dev.keyturn.operator.admission.Request;
import dev.keyturn.operator.admission.RequestRules;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what the API server asks, by the rules of `operator.admission` and what the cluster shows at this moment. It
/// changes nothing itself. What does not touch a spec is answered without a look at the cluster.
final class Reviewer {

    private static final Logger LOG = LoggerFactory.getLogger(Reviewer.class);
    private static final KubernetesSerialization JSON = ResourceJson.serialization();

    private final ClusterView cluster;

    Reviewer(ClusterView cluster) {
        this.cluster = cluster;
    }

    /// May it be stored, or deleted?
    Answer validate(Review review) {
        return carefully(
                review,
                () -> review.database()
                        .map(engine -> database(engine, review))
                        .or(() -> review.request().map(engine -> request(engine, review)))
                        .orElseGet(Answer::taken));
    }

    /// What is it with its defaults?
    Answer mutate(Review review) {
        if (review.database().isEmpty() || review.object().isEmpty() || review.leavesTheSpec()) {
            return Answer.taken();
        }
        return carefully(
                review,
                () -> filled(review.database().get(), review, review.object().get()));
    }

    private Answer filled(Engine engine, Review review, JsonNode object) {
        Optional<CatalogVersion> version =
                cluster.version(engine, object.at("/spec/version").asText());
        JsonNode filled = Defaults.filled(engine, object, review.before().map(each -> each.path("spec")), version);
        return filled.equals(object) ? Answer.taken() : new Answer.Changed(filled.path("spec"));
    }

    private Answer database(Engine engine, Review review) {
        if (review.operation() == Review.Operation.DELETE) {
            return review.before()
                    .map(before -> typed(engine, before))
                    .flatMap(DatabaseRules::refusesDeletion)
                    .map(Answer::forbidden)
                    .orElseGet(Answer::taken);
        }
        if (review.object().isEmpty() || review.leavesTheSpec()) {
            return Answer.taken();
        }
        var database = typed(engine, review.object().get());
        if (database.leaving()) {
            return Answer.taken();
        }
        Occasion occasion = review.before()
                .<Occasion>map(before -> new Occasion.Change(typed(engine, before)))
                .orElseGet(Occasion.Creation::new);
        return Answer.of(DatabaseRules.judge(occasion, database, cluster.around(database)));
    }

    private Answer request(Engine engine, Review review) {
        if (review.object().isEmpty()) {
            return Answer.taken();
        }
        JsonNode object = review.object().get();
        if (review.before().isPresent()) {
            return Answer.of(RequestRules.judgeChange(review.before().get().path("spec"), object.path("spec")));
        }
        CustomResource<OpsRequestSpec, OpsRequestStatus> typed = switch (engine) {
            case REDIS -> JSON.convertValue(object, RedisOpsRequest.class);
            case POSTGRES -> JSON.convertValue(object, PostgresOpsRequest.class);
            case MSSQLSERVER -> JSON.convertValue(object, MSSQLServerOpsRequest.class);
        };
        var request = Request.of(engine, typed, typed.getSpec());
        return Answer.of(RequestRules.judge(request, cluster.around(request)));
    }

    private static Database typed(Engine engine, JsonNode object) {
        return switch (engine) {
            case REDIS -> Database.of(JSON.convertValue(object, Redis.class));
            case POSTGRES -> Database.of(JSON.convertValue(object, Postgres.class));
            case MSSQLSERVER -> Database.of(JSON.convertValue(object, MSSQLServer.class));
        };
    }

    /// What cannot be judged is not let in: the user tries again, or mends what cannot be read.
    private static Answer carefully(Review review, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("kind", review.kind())
                    .addKeyValue("code", e.getCode())
                    .log("an object could not be judged: the API server did not answer what the rules ask");
            return Answer.later("Keyturn could not look up what the rules need: the API server answered " + e.getCode()
                    + "; try again");
        } catch (IllegalArgumentException e) {
            return Answer.unreadable(place(e) + " cannot be read: it has another type than expected");
        }
    }

    /// Only where: the value may be secret.
    private static String place(IllegalArgumentException e) {
        if (!(e.getCause() instanceof JsonMappingException mapping)) {
            return "the object";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
