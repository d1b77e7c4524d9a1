// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.InvalidScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what a user may do – `~orders:* +@read (+get ~stock:*)` – into rules that Redis takes one by one, and that it
/// can also read back from its files.
///
/// Read, not split: a selector is one rule although it holds white space. What would give a user another
/// password, or none, is no rule here (API contract K7, §15.3). Redis itself may still refuse a rule that
/// its version does not know; preflight asks it.
public final class AclScope {

    private static final Set<String> WORDS = Set.of(
            "allkeys",
            "resetkeys",
            "allchannels",
            "resetchannels",
            "allcommands",
            "nocommands",
            "on",
            "sanitize-payload");
    private static final Pattern RULE = Pattern.compile("~.+|%(?i:R|W|RW|WR)~.+|&.+|[+-].+");
    private static final String SEPARATORS = " \t\r\n\f\u000B";
    private static final String UNWRITABLE = "\"'\\";
    private static final String SECRET_MARKS = "><#!";

    private final String text;
    private int position;

    private AclScope(String text) {
        this.text = text;
    }

    /// At least one rule, in the order of the text.
    ///
    /// @throws InvalidScope names the first rule that is not allowed, a possible password by its mark only
    public static List<String> parse(String text) throws InvalidScope {
        List<String> rules = new AclScope(text).rules();
        if (rules.isEmpty()) {
            throw new InvalidScope("permissionScope is empty; give at least one rule, for example ~* +@all");
        }
        return List.copyOf(rules);
    }

    private List<String> rules() throws InvalidScope {
        List<String> rules = new ArrayList<>();
        for (skipSeparators(); position < text.length(); skipSeparators()) {
            rules.add(text.charAt(position) == '(' ? selector() : checked(word(), false));
        }
        return rules;
    }

    private String selector() throws InvalidScope {
        int end = text.indexOf(')', position);
        if (end < 0) {
            throw new InvalidScope("permissionScope has a \"(\" that is never closed");
        }
        String inside = text.substring(position + 1, end);
        if (inside.indexOf('(') >= 0) {
            throw new InvalidScope("permissionScope has a selector inside a selector; Redis does not nest them");
        }
        position = end + 1;
        if (position < text.length() && !isSeparator(text.charAt(position))) {
            throw new InvalidScope("permissionScope needs a space behind the \")\" of a selector");
        }
        var content = new AclScope(inside);
        List<String> rules = new ArrayList<>();
        for (content.skipSeparators(); content.position < inside.length(); content.skipSeparators()) {
            rules.add(checked(content.word(), true));
        }
        if (rules.isEmpty()) {
            throw new InvalidScope("permissionScope has an empty selector \"()\"");
        }
        return "(" + String.join(" ", rules) + ")";
    }

    private String word() {
        int start = position;
        while (position < text.length() && !isSeparator(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private void skipSeparators() {
        while (position < text.length() && isSeparator(text.charAt(position))) {
            position++;
        }
    }

    private static String checked(String rule, boolean inSelector) throws InvalidScope {
        if (rule.chars().anyMatch(AclScope::isUnwritable)) {
            throw new InvalidScope(
                    "permissionScope holds " + quoted(rule)
                            + ", but \", ', \\, control and non-ASCII characters are not allowed: Redis would write them into its configuration and not start again");
        }
        if (!WORDS.contains(rule) && !RULE.matcher(rule).matches()) {
            throw new InvalidScope("permissionScope holds " + quoted(rule)
                    + ", which is not allowed; allowed are ~…, %…~…, &…, +…, -…, (…), allkeys, resetkeys, allchannels, resetchannels, allcommands,"
                    + " nocommands, on, sanitize-payload");
        }
        if (!inSelector && !isBalanced(rule)) {
            throw new InvalidScope("permissionScope holds " + quoted(rule) + " with parentheses that are not balanced");
        }
        return rule;
    }

    private static boolean isBalanced(String rule) {
        int depth = 0;
        for (int i = 0; i < rule.length(); i++) {
            char c = rule.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || depth > 1) {
                return false;
            }
        }
        return depth == 0;
    }

    /// For a message: control characters made visible, and nothing behind a mark that announces a password.
    private static String quoted(String rule) {
        if (SECRET_MARKS.indexOf(rule.charAt(0)) >= 0) {
            return "\"" + rule.charAt(0) + "…\"";
        }
        var shown = new StringBuilder("\"");
        rule.codePoints().limit(40).forEach(c -> {
            if (c < ' ' || c > '~') {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append('"').toString();
    }

    private static boolean isUnwritable(int c) {
        return c <= ' ' || c > '~' || UNWRITABLE.indexOf(c) >= 0;
    }

    private static boolean isSeparator(char c) {
        return SEPARATORS.indexOf(c) >= 0;
    }
}
