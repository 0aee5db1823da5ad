package io.joute.cli.house;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which of Joute's packages uses which: read from the constant pools, so that a use counts wherever it stands: a call, a
 * field's type, a type argument, an annotation.
 *
 * @param uses by package, the packages it uses, itself excepted
 */
record PackageGraph(Map<String, Set<String>> uses) {
    private static final String PREFIX = "io.joute.";
    private static final Pattern DESCRIPTOR = Pattern.compile("L(io/joute/[\\w/$]+)[;<]");

    /** The graph of these classes. */
    static PackageGraph of(Collection<ClassModel> classes) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (ClassModel model : classes) {
            String from = packageOf(model.thisClass().asInternalName());
            Set<String> targets = uses.computeIfAbsent(from, name -> new TreeSet<>());
            for (PoolEntry entry : model.constantPool()) {
                names(entry)
                        .map(PackageGraph::packageOf)
                        .filter(to -> to.startsWith(PREFIX) && !to.equals(from))
                        .forEach(targets::add);
            }
        }
        return new PackageGraph(uses);
    }

    /** Uses that {@code allowed} does not list, as {@code from -> to}; a package that it does not list may use nothing. */
    List<String> forbidden(Map<String, Set<String>> allowed) {
        List<String> found = new ArrayList<>();
        uses.forEach((from, targets) -> targets.stream()
                .filter(to -> !allowed.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> found.add(from + " -> " + to)));
        return found;
    }

    /** Packages that reach themselves again. */
    List<String> cyclic() {
        return uses.keySet().stream()
                .filter(start -> reachable(start).contains(start))
                .toList();
    }

    private Set<String> reachable(String start) {
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (String to : uses.getOrDefault(open.pop(), Set.of())) {
                if (seen.add(to)) {
                    open.push(to);
                }
            }
        }
        return seen;
    }

    private static Stream<String> names(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> Stream.of(type.asInternalName().replaceFirst("^\\[+L?", ""));
            case Utf8Entry text ->
                DESCRIPTOR.matcher(text.stringValue()).results().map(match -> match.group(1));
            default -> Stream.empty();
        };
    }

    private static String packageOf(String internalName) {
        int slash = internalName.lastIndexOf('/');
        return slash < 0 ? "" : internalName.substring(0, slash).replace('/', '.');
    }
}
