// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.health.Findings.OfNode;
import dev.keyturn.server.health.HealthTable.Subject;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A set that was just published was seen to log in on every node, so its rotation is well. What nodes said is
/// kept until then, for runs of this process.
public final class PublicationHealth implements RotationListener {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationHealth.class);

    private final Database database;
    private final HealthTable table;
    private final Map<RotationId, Set<String>> proved = new ConcurrentHashMap<>();

    public PublicationHealth(Database database, Keyring keyring) {
        this.database = database;
        this.table = new HealthTable(keyring);
    }

    @Override
    public void on(RotationId id, RotationEvent event) {
        switch (event) {
            case RotationEvent.StepDone done -> step(id, done);
            case RotationEvent.Succeeded succeeded -> note(id, succeeded);
            case RotationEvent.Failed _ -> proved.remove(id);
            default -> {}
        }
    }

    private void step(RotationId id, RotationEvent.StepDone done) {
        if (done.step() == Step.APPLY) {
            proved.remove(id);
        } else if (done.step() == Step.VERIFY && done.failure().isEmpty()) {
            done.node()
                    .ifPresent(node -> proved.computeIfAbsent(id, _ -> new ConcurrentSkipListSet<>())
                            .add(node));
        }
    }

    /// What cannot be written stays unknown until the next check: no run fails for it.
    private void note(RotationId id, RotationEvent.Succeeded succeeded) {
        List<OfNode> nodes = new ArrayList<>();
        Optional.ofNullable(proved.remove(id))
                .ifPresent(all -> all.forEach(node -> nodes.add(new OfNode(node, Status.OK, Optional.empty()))));
        try {
            database.change(session -> session.one(
                            "SELECT project_id FROM rotation WHERE id = ?", row -> row.text("project_id"), id.value())
                    .map(project ->
                            new Subject("rotation_health", id.value(), succeeded.version(), KeyScope.project(project)))
                    .ifPresent(subject -> table.put(
                            session,
                            subject,
                            new Findings(Status.OK, Optional.empty(), nodes, List.of()),
                            succeeded.at())));
        } catch (Conflict | StoreUnavailable lost) {
            LOG.atDebug().addKeyValue("rotation", id.value()).log("health after the publication not kept");
        }
    }
}
