// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Tells the log what runs do: one line a change at INFO, one a failure at WARN, ERROR where a person must act, and the
/// steps at DEBUG. No event carries a secret.
final class RunLog {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private RunLog() {}

    static void write(RotationId id, RotationEvent event) {
        switch (event) {
            case RotationEvent.Started(var trigger, var _) -> write(Level.INFO, id, "trigger", trigger, "run started");
            case RotationEvent.Succeeded(var version, var _) ->
                write(Level.INFO, id, "version", version, "credential published");
            case RotationEvent.Retired(var account, var _) ->
                write(Level.INFO, id, "account", account, "credential retired");
            case RotationEvent.Warned(var text, var _) -> write(Level.DEBUG, id, "reason", text, "target warned");
            case RotationEvent.Held held -> write(Level.INFO, id, "reason", held, "run or retirement postponed");
            case RotationEvent.Cut cut -> write(Level.WARN, id, "reason", cut, "credential ends while in use");
            case RotationEvent.StepDone step -> step(id, step);
            case RotationEvent.Failed(var why, var _) -> failure(Level.WARN, id, why, "run failed");
            case RotationEvent.Drifted(var how, var _) ->
                failure(Level.WARN, id, how, "published credential is refused");
            case RotationEvent.Blocked(var why, var _) ->
                failure(Level.ERROR, id, why, "no known password is accepted; a person has to resolve it");
        }
    }

    private static void write(Level level, RotationId id, String key, Object value, String what) {
        LOG.atLevel(level)
                .addKeyValue("rotation", id.value())
                .addKeyValue(key, value)
                .log(what);
    }

    private static void failure(Level level, RotationId id, Failure why, String what) {
        LOG.atLevel(level)
                .addKeyValue("rotation", id.value())
                .addKeyValue("code", why.code())
                .addKeyValue("reason", why.toString())
                .log(what);
    }

    private static void step(RotationId id, RotationEvent.StepDone done) {
        LOG.atDebug()
                .addKeyValue("rotation", id.value())
                .addKeyValue("step", done.step())
                .addKeyValue("node", done.node().orElse(""))
                .addKeyValue("code", done.failure().map(Failure::code).orElse("ok"))
                .log("step done");
    }
}
