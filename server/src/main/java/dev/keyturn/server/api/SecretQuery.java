// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.SecretTag;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a request to read secrets says about where and how (contract §8.1), the same for lists and single secrets.
record SecretQuery(SecretPlace place, Show show, Filter filter) {

    /// What an answer holds.
    ///
    /// @param values    whether it holds the values
    /// @param expanded  whether references in them are expanded
    /// @param recursive whether a list goes into the folders below
    /// @param imports   whether it holds what the folders import
    /// @param personal  whether a list holds the caller's overrides besides the shared secrets
    record Show(boolean values, boolean expanded, boolean recursive, boolean imports, boolean personal) {
        /// What v3 answers unless it is told otherwise.
        static final Show V3 = new Show(true, false, false, false, true);
        /// What v4 answers unless it is told otherwise.
        static final Show V4 = new Show(true, true, false, true, false);

        /// What the caller must be allowed to do.
        Action action() {
            return values ? Action.READ : Action.DESCRIBE_SECRET;
        }
    }

    /// Which secrets of a folder a list is about.
    ///
    /// @param tags slugs; a secret has to bear one of them, if there are any
    record Filter(Set<String> tags, MetadataFilter metadata) {
        static final Filter NONE = new Filter(Set.of(), MetadataFilter.NONE);

        boolean fits(Secret secret, List<SecretTag> borne) {
            return metadata.fits(secret)
                    && (tags.isEmpty() || borne.stream().map(SecretTag::slug).anyMatch(tags::contains));
        }
    }

    static SecretQuery of(Input query, Show standard) {
        return new SecretQuery(
                SecretPlace.of(query),
                new Show(
                        query.flag("viewSecretValue").or(standard.values()),
                        query.flag("expandSecretReferences").or(standard.expanded()),
                        query.flag("recursive").or(standard.recursive()),
                        query.flag("include_imports").or(standard.imports()),
                        query.flag("includePersonalOverrides").or(standard.personal())),
                new Filter(
                        words(query.text("tagSlugs").trimmed().or("")),
                        MetadataFilter.parse(
                                query.text("metadataFilter").trimmed().or(""))));
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
