// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import dev.keyturn.core.rotation.StoreUnavailable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is answered in the end: that of the handler, or an error in the shape that all errors have.
final class Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

    private Outcome() {}

    static Reply of(String requestId, Supplier<Reply> work) {
        try {
            return work.get();
        } catch (ApiError e) {
            return e.reply(requestId);
        } catch (StoreUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("request", requestId)
                    .addKeyValue("reason", e.getMessage())
                    .log("store unavailable");
            return ApiError.unavailable().reply(requestId);
        } catch (RuntimeException e) {
            Unexpected.log(LOG, requestId, e);
            return ApiError.unexpected().reply(requestId);
        }
    }
}
