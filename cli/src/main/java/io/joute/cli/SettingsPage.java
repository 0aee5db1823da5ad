package io.joute.cli;

import java.util.ArrayList;
import java.util.List;

/** The page of documentation of all settings, made from their types: {@code docs/SETTINGS.md}. */
final class SettingsPage {
    private static final String INTRODUCTION = """
            # Settings
            This page is made by `joute settings --page` from the program itself; a test sees that it is current.

            A setting is told, in this order of strength:

            1. on the command line: by its option, or by `--set KEY=VALUE`;
            2. as a system property `joute.KEY`, in `JOUTE_JAVA_OPTS`;
            3. as a variable of the environment: `JOUTE_` and its key in capitals, every other sign an underscore;
            4. in `joute.yaml`, in the data folder.

            The key of `/v1` is told apart from them, by `--api-key-file` or the variable `JOUTE_API_KEY`.

            All are checked before anything starts; whatever is wrong is told at once, with where it was found and what was
            expected. `joute settings` prints what holds, and where it comes from.
            """;

    private static final String ENDPOINTS = """

            ## Remote models
            A model behind an address takes part in duels like one that runs here. Each is an endpoint with a name of lower-case
            letters, digits and hyphens:

            ```yaml
            endpoints:
              sonnet:
                provider: anthropic
                model: claude-3-5-sonnet-20241022
                key-variable: ANTHROPIC_API_KEY
                card: claude-3.5-sonnet
                price-in: 3
                price-out: 15
                per-day: 5
              my-server:
                address: [http://192.168.1.20:8000/v1, http://192.168.1.21:8000/v1]
                private-address: true
                model: meta-llama/Llama-3.3-70B-Instruct
                card: llama-3.3-70b
              house-model:
                address: https://models.example.org/v1
                model: house-1
                key-file: /run/secrets/house-key
                card:
                  name: House 1
                  maker: The house
                  released: 2026-05
                  parameters: 30-60
            ```

            Then `joute endpoints test` asks each one small question. The key of each setting below is `endpoints.NAME.SETTING`; its
            variable is `JOUTE_ENDPOINTS_NAME_SETTING`. A key is never told in a setting, only named, and never shown: in no log,
            page, export or error.

            """;

    private static final String RULES = """

            What holds of all endpoints: addresses are looked up once and the one that was checked is called; addresses of this
            machine, of its network and of cloud metadata are refused (the first two only unless `private-address` is true);
            certificates are checked; redirects are not followed; the environment's proxy is not used; an answer is at most 64
            MiB. Until its first token an answer is tried again: at once on each other address, then on all of them after a pause
            or as long as the server asks, and so twice at most. What is asked after the first round is held to one call in ten,
            and three more at the start. The time that an answer may take counts from the request, its wait for a place among
            `concurrency` included. An address that failed five times within 30 s is left alone for 30 s, then probed. A model of
            which no address works, or whose money left for the day may not pay one answer more, is not drawn for duels.
            """;

    private SettingsPage() {}

    /** The whole page. */
    static String markdown() {
        List<String> rows = new ArrayList<>();
        rows.add("\n| key | option | variable | takes | when not set | what it is for |\n|---|---|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            rows.add(row(
                    code(setting.inFile()),
                    code(setting.option()),
                    code(setting.variable()),
                    setting.expected(),
                    setting.standard(),
                    setting.description()));
        }
        rows.add(ENDPOINTS);
        rows.add("| setting | takes | when not set | what it is for |\n|---|---|---|---|\n");
        for (EndpointSetting setting : EndpointSetting.values()) {
            rows.add(row(code(setting.key()), setting.expected(), setting.standard(), setting.description()));
        }
        return INTRODUCTION + String.join("", rows) + RULES;
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
