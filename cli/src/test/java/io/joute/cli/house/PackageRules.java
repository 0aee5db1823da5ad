package io.joute.cli.house;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may use whom: the table of the house, one line a package. */
final class PackageRules {
    private static final String CHAT = "base.chat";
    private static final String[] ENGINE = {
        "engine.tensor",
        "engine.kernel",
        "engine.kernel.x86",
        "engine.checkpoint",
        "engine.tokenizer",
        "engine.template",
        "engine.model",
        "engine.sampling",
        "engine.grammar"
    };
    private static final String[] ARENA = {
        "arena.catalog", "arena.energy", "arena.ranking", "arena.prompt", "arena.duel", "arena.board"
    };

    private PackageRules() {}

    /** By package, what it may use; the command line, on top, may use all. */
    static Map<String, Set<String>> below() {
        Map<String, Set<String>> rules = new TreeMap<>();
        engine(rules);
        arena(rules);
        allow(rules, "langchain4j", CHAT);
        allow(rules, "examples", "engine", "langchain4j", CHAT);
        connect(rules);
        allow(
                rules,
                "arena.dataset",
                "arena.duel",
                "arena.board",
                "arena.ranking",
                "arena.catalog",
                "arena.energy",
                "arena.prompt",
                CHAT);
        allow(rules, "arena.moderation", "arena.admin", "arena.dataset");
        allow(rules, "store", ARENA, "arena.admin", "arena.moderation", CHAT);
        allow(rules, "store.table", "arena.dataset", "arena.ranking");
        String[] seen = {
            "arena.catalog", "arena.energy", "arena.ranking", "arena.prompt", "arena.duel", "arena.board", CHAT
        };
        allow(rules, "store.file", "arena.catalog");
        allow(rules, "server.http", seen, "arena.dataset", "arena.moderation");
        allow(rules, "server.picture");
        allow(
                rules,
                "server.page",
                seen,
                "arena.admin",
                "arena.dataset",
                "server.http",
                "server.picture",
                "server.page.generated");
        allow(rules, "server.page.generated", seen, "server.page", "server.page.generated.part");
        allow(rules, "server.page.generated.part", seen, "server.page");
        allow(rules, "server.api", seen, "arena.dataset", "server.http", "server.page");
        allow(rules, "server.api.v1", seen, "server.http", "server.api");
        allow(
                rules,
                "server.admin",
                seen,
                "arena.admin",
                "arena.dataset",
                "arena.moderation",
                "server.http",
                "server.page");
        allow(
                rules,
                "server",
                seen,
                "arena.admin",
                "arena.dataset",
                "arena.moderation",
                "server.http",
                "server.page",
                "server.api",
                "server.api.v1",
                "server.admin");
        allow(rules, "cli.hub");
        return rules;
    }

    private static void engine(Map<String, Set<String>> rules) {
        allow(rules, CHAT);
        allow(rules, "engine.tensor");
        allow(rules, "engine.kernel", "engine.tensor", "engine.kernel.x86");
        allow(rules, "engine.kernel.x86");
        allow(rules, "engine.checkpoint", "engine.tensor");
        allow(rules, "engine.tokenizer");
        allow(rules, "engine.template", CHAT, "engine.tokenizer");
        allow(rules, "engine.model", "engine.tensor", "engine.kernel", "engine.checkpoint");
        allow(rules, "engine.sampling");
        allow(rules, "engine.grammar", CHAT, "engine.tokenizer");
        allow(rules, "engine", ENGINE, CHAT);
        allow(rules, "distill.train", "engine.tensor", "engine.kernel", "engine.model", "engine.checkpoint");
        allow(rules, "distill", "distill.train", "engine", "engine.sampling", "engine.tokenizer", CHAT);
        allow(rules, "distill.demo", ENGINE, "distill", "distill.train", "engine", CHAT);
    }

    private static void connect(Map<String, Set<String>> rules) {
        String[] protocols = {"connect.openai", "connect.anthropic", "connect.gemini", "connect.mistral", "connect.wire"
        };
        allow(rules, "connect.http");
        allow(rules, "connect.limit");
        allow(rules, "connect.wire", CHAT);
        allow(rules, "connect.openai", "connect.wire", CHAT);
        allow(rules, "connect.anthropic", "connect.wire", CHAT);
        allow(rules, "connect.gemini", "connect.wire", CHAT);
        allow(rules, "connect.mistral", "connect.wire", "connect.openai", CHAT);
        allow(rules, "connect", protocols, "connect.http", "connect.limit", CHAT);
    }

    private static void arena(Map<String, Set<String>> rules) {
        allow(rules, "arena.admin");
        allow(rules, "arena.catalog");
        allow(rules, "arena.energy", "arena.catalog", CHAT);
        allow(rules, "arena.ranking");
        allow(rules, "arena.prompt");
        allow(rules, "arena.duel", "arena.catalog", CHAT, "arena.energy", "arena.prompt");
        allow(
                rules,
                "arena.board",
                "arena.duel",
                "arena.ranking",
                "arena.prompt",
                "arena.energy",
                "arena.catalog",
                CHAT);
    }

    private static void allow(Map<String, Set<String>> rules, String from, String... targets) {
        rules.put(full(from), Arrays.stream(targets).map(PackageRules::full).collect(Collectors.toUnmodifiableSet()));
    }

    private static void allow(Map<String, Set<String>> rules, String from, String[] targets, String... more) {
        allow(
                rules,
                from,
                Stream.concat(Arrays.stream(targets), Arrays.stream(more)).toArray(String[]::new));
    }

    private static String full(String name) {
        return "io.joute." + name;
    }
}
