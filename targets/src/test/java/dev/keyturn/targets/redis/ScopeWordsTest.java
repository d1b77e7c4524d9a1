// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.core.target.ScopeNote.Verdict.FINE;
import static dev.keyturn.core.target.ScopeNote.Verdict.REFUSED;
import static dev.keyturn.core.target.ScopeNote.Verdict.RISKY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.ScopeNote;
import org.junit.jupiter.api.Test;

class ScopeWordsTest {
    @Test
    void says_of_each_rule_what_it_allows() {
        assertThat(ScopeWords.of("~app:* &app:* +@read  +@write -@dangerous %R~log:* ~one +get -ping ~a*b"))
                .containsExactly(
                        new ScopeNote("~app:*", FINE, "may touch keys that begin with app:"),
                        new ScopeNote("&app:*", FINE, "may use channels that begin with app:"),
                        new ScopeNote("+@read +@write", FINE, "reads and writes data"),
                        new ScopeNote("-@dangerous", FINE, "but no FLUSHALL, KEYS, SHUTDOWN and the like"),
                        new ScopeNote("%R~log:*", FINE, "may read keys that begin with log:"),
                        new ScopeNote("~one", FINE, "may touch the key one"),
                        new ScopeNote("+get", FINE, "may run GET"),
                        new ScopeNote("-ping", FINE, "but not PING"),
                        new ScopeNote("~a*b", FINE, "may touch keys that fit a*b"));
    }

    @Test
    void warns_of_what_an_application_seldom_needs() {
        assertThat(ScopeWords.of("~* +@all")).extracting(ScopeNote::verdict).containsExactly(FINE, RISKY);
        assertThat(ScopeWords.of("~* +@all -acl -config"))
                .extracting(ScopeNote::verdict)
                .containsOnly(FINE);
        assertThat(ScopeWords.of("~* +@read +config|get").getLast())
                .isEqualTo(new ScopeNote(
                        "+config|get",
                        RISKY,
                        "may read requirepass and masterauth. Leave it out unless the application needs it."));
        assertThat(ScopeWords.of("(~x +acl)").getFirst().verdict()).isEqualTo(RISKY);
    }

    @Test
    void refuses_what_the_scope_may_not_hold_and_repeats_no_password() {
        assertThat(ScopeWords.of("~* >s3cret nopass"))
                .satisfiesExactly(
                        fine -> assertThat(fine.verdict()).isEqualTo(FINE),
                        password -> {
                            assertThat(password.verdict()).isEqualTo(REFUSED);
                            assertThat(password.toString()).doesNotContain("s3cret");
                        },
                        nopass -> assertThat(nopass.verdict()).isEqualTo(REFUSED));
    }

    @Test
    void reads_what_is_not_written_to_its_end() {
        assertThat(ScopeWords.of("")).isEmpty();
        assertThat(ScopeWords.of("(~x +get").getFirst().verdict()).isEqualTo(REFUSED);
        assertThat(ScopeWords.of("(~x +get) ~y")).extracting(ScopeNote::text).containsExactly("(~x +get)", "~y");
    }
}
