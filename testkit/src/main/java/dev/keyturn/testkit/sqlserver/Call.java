// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A procedure call as it comes over the wire (RPC, MS-TDS 2.2.6.6).
///
/// @param procedure in small letters, without a schema
record Call(String procedure, List<Argument> arguments) {

    private static final Pattern DECLARED = Pattern.compile("(@\\w+)\\s");
    private static final int BY_NUMBER = 0xffff;
    private static final int BEHIND_A_CALL = 0xff;
    private static final int OUTPUT = 0x01;
    private static final Map<Integer, String> NUMBERS = Map.of(
            10, "sp_executesql",
            11, "sp_prepare",
            12, "sp_execute",
            13, "sp_prepexec",
            15, "sp_unprepare");

    /// @param name empty where its place says which one it is
    record Argument(String name, boolean output, Datum value) {}

    static Call of(TdsReader reader) throws SqlError {
        String procedure = procedure(reader);
        var _ = reader.aShort();
        List<Argument> arguments = new ArrayList<>();
        while (reader.hasMore()) {
            int length = reader.aByte();
            if (length == BEHIND_A_CALL) {
                throw new SqlError(40197, 16, "This double takes one procedure call at a time.");
            }
            String name = reader.text(length);
            boolean output = (reader.aByte() & OUTPUT) != 0;
            arguments.add(new Argument(name, output, reader.parameter()));
        }
        return new Call(procedure, List.copyOf(arguments));
    }

    Datum value(int place) {
        return place < arguments.size() ? arguments.get(place).value() : new Datum.Null();
    }

    /// The first one is where the handle of a prepared statement goes.
    boolean hasOutputBehindFirst() {
        return arguments.stream().skip(1).anyMatch(Argument::output);
    }

    /// By name where they have one, and otherwise by the name that has their place.
    Map<String, Datum> named(List<String> names) throws SqlError {
        Map<String, Datum> named = new HashMap<>();
        for (int place = 0; place < arguments.size(); place++) {
            Argument argument = arguments.get(place);
            if (argument.name().isEmpty() && place >= names.size()) {
                throw new SqlError(8144, 16, "Procedure or function has too many arguments specified.");
            }
            String name = argument.name().isEmpty() ? names.get(place) : argument.name();
            named.put(name.toLowerCase(Locale.ROOT), argument.value());
        }
        return named;
    }

    /// The values of a statement's parameters.
    ///
    /// @param first the place of the first value
    Map<String, Datum> parameters(String declaration, int first) throws SqlError {
        Map<String, Datum> parameters = new HashMap<>();
        var names = DECLARED.matcher(declaration);
        int place = first;
        while (names.find()) {
            if (place >= arguments.size()) {
                throw new SqlError(8178, 16, "The parameterized query expects the parameter '" + names.group(1) + "'.");
            }
            parameters.put(names.group(1), arguments.get(place++).value());
        }
        return parameters;
    }

    /// It may hold a password.
    @Override
    public String toString() {
        return "call of " + procedure;
    }

    private static String procedure(TdsReader reader) throws SqlError {
        int length = reader.aShort();
        if (length != BY_NUMBER) {
            String name = reader.text(length)
                    .toLowerCase(Locale.ROOT)
                    .replace("[", "")
                    .replace("]", "");
            return name.substring(name.lastIndexOf('.') + 1);
        }
        int number = reader.aShort();
        if (!NUMBERS.containsKey(number)) {
            throw new SqlError(2812, 16, "This double has no stored procedure of number " + number + ".");
        }
        return NUMBERS.get(number);
    }
}
