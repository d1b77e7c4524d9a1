// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.admission.Engine;
import java.util.Optional;

/// What one engine's conditions and events are called (contract §8.9, §8.10).
///
/// @param pause    the condition of a database that is paused, where there is one
/// @param patched  the condition of what nodes start with and replicas say, where there is one
/// @param restart  the condition of the restart of all pods
/// @param nodes    what nodes are to a person
/// @param beginning the event before something, where it is not the name of the step itself
/// @param template the event of a changed template
record Words(
        Engine engine,
        Optional<String> pause,
        Optional<String> patched,
        String restart,
        String nodes,
        Optional<String> beginning,
        Optional<String> template) {
    static final String PETSETS = "UpdatePetSets";
    static final String SUCCESSFUL = "Successful";
    static final String FAILED = "Failed";
    static final String SKIPPED = "Skipped";

    private static final String PAUSED = "DatabasePauseSucceeded";
    private static final String NODES = "RestartNodes";

    static Words of(Engine engine) {
        return switch (engine) {
            case REDIS ->
                new Words(
                        engine,
                        Optional.of(PAUSED),
                        Optional.of("patchedSecret"),
                        "RestartPods",
                        "nodes",
                        Optional.empty(),
                        Optional.empty());
            case POSTGRES ->
                new Words(
                        engine,
                        Optional.empty(),
                        Optional.empty(),
                        NODES,
                        "nodes",
                        Optional.empty(),
                        Optional.of("VersionUpdate"));
            case MSSQLSERVER ->
                new Words(
                        engine,
                        Optional.of(PAUSED),
                        Optional.empty(),
                        NODES,
                        "instances",
                        Optional.of("Starting"),
                        Optional.of(PETSETS));
        };
    }

    /// The event before the template is changed, where there is one.
    Optional<String> changing() {
        return engine == Engine.POSTGRES ? template : Optional.empty();
    }

    /// The event before the database is paused.
    String pausing() {
        return beginning.orElse("PauseDatabase");
    }

    /// The event after that; a Redis has none of its own.
    Optional<String> paused() {
        return switch (engine) {
            case REDIS -> Optional.empty();
            case POSTGRES -> Optional.of("PauseDatabase");
            case MSSQLSERVER -> Optional.of(SUCCESSFUL);
        };
    }

    String resuming() {
        return beginning.orElse("ResumeDatabase");
    }

    String resumed() {
        return beginning.isPresent() ? SUCCESSFUL : "ResumeDatabase";
    }

    /// The event at the end; that of a SQL Server is that it was resumed.
    Optional<String> ended() {
        return beginning.isPresent() ? Optional.empty() : Optional.of(SUCCESSFUL);
    }
}
