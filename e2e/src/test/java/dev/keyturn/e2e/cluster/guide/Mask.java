// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What is another one at each run, made the same: times, ages, uids, generated passwords, hashes, addresses, and how
/// wide a column is.
final class Mask {

    private static final Map<Pattern, String> CHANGING = new LinkedHashMap<>();

    static {
        CHANGING.put(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"), "TIME");
        CHANGING.put(Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"), "UID");
        CHANGING.put(Pattern.compile("\\b[0-9a-f]{64}\\b"), "HASH");
        CHANGING.put(Pattern.compile("\\b[A-Za-z0-9]{24}\\b"), "PASSWORD");
        CHANGING.put(Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b"), "ADDRESS");
        CHANGING.put(Pattern.compile("\\b\\d+ ms\\b"), "N ms");
        CHANGING.put(Pattern.compile("\\b(\\d+d)?(\\d+h)?(\\d+m)?\\d+[smhd]\\b"), "AGE");
        CHANGING.put(Pattern.compile("-[0-9a-f]{6}\\b"), "-UID6");
        CHANGING.put(Pattern.compile("[ \\t]+"), " ");
    }

    private Mask() {}

    static List<String> of(List<String> lines) {
        return lines.stream().map(Mask::of).filter(line -> !line.isBlank()).toList();
    }

    private static String of(String line) {
        String masked = line;
        for (var each : CHANGING.entrySet()) {
            masked = each.getKey().matcher(masked).replaceAll(each.getValue());
        }
        return masked.strip();
    }
}
