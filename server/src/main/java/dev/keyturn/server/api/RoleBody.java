// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Attribute;
import dev.keyturn.server.auth.Condition;
import dev.keyturn.server.auth.Condition.Operator;
import dev.keyturn.server.auth.CustomRole;
import dev.keyturn.server.auth.Glob;
import dev.keyturn.server.auth.Permission;
import dev.keyturn.server.auth.ProjectRole;
import dev.keyturn.server.auth.RoleSlug;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.secret.FolderPath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the body of a custom role is read. A subject, action or condition that would have no effect is an issue: a role
/// must not seem to forbid what it does not.
final class RoleBody {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 256;
    private static final int MOST_PERMISSIONS = 200;
    private static final Set<String> RESERVED = Stream.concat(ProjectRole.wireNames().stream(), Stream.of("custom"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");

    private RoleBody() {}

    static CustomRole.Draft create(Input body) {
        var draft = new CustomRole.Draft(
                new RoleSlug(slug(body).required()),
                name(body).required(),
                description(body).nullable(),
                permissions(body));
        body.done();
        return draft;
    }

    /// Reads the fields that are there; the others stay as in `present`.
    static CustomRole.Draft change(Input body, CustomRole.Draft present) {
        Patch<String> description = description(body).patch();
        var draft = new CustomRole.Draft(
                slug(body).optional().map(RoleSlug::new).orElse(present.slug()),
                name(body).optional().orElse(present.name()),
                description.applyTo(present.description()),
                body.has("permissions") ? permissions(body) : present.permissions());
        body.done();
        return draft;
    }

    private static TextField slug(Input body) {
        return body.text("slug")
                .slug()
                .must(text -> !RESERVED.contains(text), "This slug belongs to a role of Keyturn");
    }

    private static TextField name(Input body) {
        return body.text("name").trimmed().atLeast(1).atMost(LONGEST_NAME);
    }

    private static TextField description(Input body) {
        return body.text("description").trimmed().atMost(LONGEST_DESCRIPTION);
    }

    private static List<Permission> permissions(Input body) {
        var items = body.objects("permissions");
        if (items.size() > MOST_PERMISSIONS) {
            body.refuse("permissions", "At most %d rules".formatted(MOST_PERMISSIONS));
        }
        return items.stream().flatMap(item -> permission(item).stream()).toList();
    }

    private static Optional<Permission> permission(Input item) {
        var subjects = Arrays.stream(Subject.values()).map(Subject::wireName).collect(Collectors.toUnmodifiableSet());
        var subject = Subject.of(item.text("subject").oneOf(subjects).required());
        var words = item.isText("action") ? List.of(item.text("action").required()) : item.texts("action");
        var inverted = item.flag("inverted").nullable().orElse(false);
        return subject.map(about -> {
            if (words.isEmpty()) {
                item.refuse("action", "At least one action is needed");
            }
            words.stream()
                    .filter(word -> !about.offers(word))
                    .forEach(word ->
                            item.refuse("action", "\"%s\" is no action on %s".formatted(word, about.wireName())));
            return new Permission(about, words, inverted, conditions(item, about));
        });
    }

    private static List<Condition> conditions(Input item, Subject subject) {
        if (item.patchObject("conditions") instanceof Patch.Put<Input>(var conditions)) {
            var known = subject.attributes().stream().map(Attribute::wireName).collect(Collectors.toUnmodifiableSet());
            conditions.only(known);
            return conditions.names().stream()
                    .filter(known::contains)
                    .flatMap(name -> Attribute.of(name).stream())
                    .map(attribute -> new Condition(attribute, tests(conditions, attribute)))
                    .toList();
        }
        return List.of();
    }

    private static List<Condition.Test> tests(Input conditions, Attribute attribute) {
        var name = attribute.wireName();
        if (conditions.isText(name)) {
            return List.of(new Condition.Test(Operator.EQUAL, List.of(operand(conditions, name, attribute))));
        }
        var operators = conditions.object(name).only(operators(attribute));
        if (operators.names().isEmpty()) {
            conditions.refuse(
                    name,
                    "At least one operator is needed: "
                            + operators(attribute).stream().sorted().toList());
        }
        return operators.names().stream()
                .flatMap(operator -> Operator.of(operator).stream())
                .filter(operator -> operators(attribute).contains(operator.wireName()))
                .map(operator -> new Condition.Test(operator, operands(operators, operator, attribute)))
                .toList();
    }

    /// Ids are no paths, so no pattern is for them.
    private static Set<String> operators(Attribute attribute) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator != Operator.LIKE || attribute != Attribute.CONNECTION)
                .map(Operator::wireName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> operands(Input operators, Operator operator, Attribute attribute) {
        var name = operator.wireName();
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> List.of(operand(operators, name, attribute));
            case LIKE ->
                List.of(operators
                        .text(name)
                        .must(
                                text -> Glob.parse(text).isPresent(),
                                "A pattern holds letters, digits, hyphens, underscores, slashes, *, ** and ?")
                        .required());
            case ONE_OF -> {
                var all = operators.texts(name);
                if (all.isEmpty() || !all.stream().allMatch(rule(attribute))) {
                    operators.refuse(name, "Not a list of values that %s can have".formatted(attribute.wireName()));
                }
                yield all.stream().map(text -> canonical(attribute, text)).toList();
            }
        };
    }

    private static String operand(Input from, String name, Attribute attribute) {
        return canonical(
                attribute,
                from.text(name)
                        .must(rule(attribute), "Not a value that %s can have".formatted(attribute.wireName()))
                        .required());
    }

    private static Predicate<String> rule(Attribute attribute) {
        return switch (attribute) {
            case ENVIRONMENT -> text -> SLUG.matcher(text).matches();
            case SECRET_PATH -> text -> FolderPath.parse(text).isPresent();
            case CONNECTION -> text -> UUID.matcher(text).matches();
        };
    }

    /// The one way in which a value is written where it is compared.
    private static String canonical(Attribute attribute, String text) {
        return switch (attribute) {
            case ENVIRONMENT -> text;
            case SECRET_PATH -> FolderPath.parse(text).map(FolderPath::value).orElse(text);
            case CONNECTION -> text.toLowerCase(Locale.ROOT);
        };
    }
}
