package io.joute.arena.dataset;

import java.util.Locale;
import java.util.Map;

/** Writes the Markdown page that goes with an export. */
final class DataCard {
    private DataCard() {}

    static String of(ExportReport report, ExportOptions options) {
        StringBuilder page = new StringBuilder();
        page.append("# Blind duels between AI models\n\n");
        page.append(report.duels())
                .append(report.duels() == 1 ? " duel" : " duels")
                .append(" of a Joute arena");
        report.first()
                .ifPresent(first -> page.append(", ")
                        .append(first)
                        .append(" to ")
                        .append(report.last().orElse(first)));
        page.append(
                ". In each, a visitor asked two models whose names were hidden, and voted before they were shown.\n\n");
        licence(page, options);
        files(page, report);
        counts(page, "Models", "model", report.models());
        counts(page, "Languages of the prompts", "language", report.languages());
        counts(page, "Subjects of the prompts", "category", report.categories());
        methods(page, options);
        leftOut(page, report);
        redaction(page, report);
        return page.toString();
    }

    private static void licence(StringBuilder page, ExportOptions options) {
        page.append("## Licence\n\n")
                .append(options.licence())
                .append(
                        ". Visitors agreed to the publication of each duel by a box of its own, never ticked beforehand, under"
                                + " terms whose version stands in `joute_terms_version`. Answers were written by models; the licence of"
                                + " some forbids training other models on them: see each model's.\n\n");
    }

    private static void files(StringBuilder page, ExportReport report) {
        page.append("## Files\n\n| table | rows |\n|---|---:|\n");
        report.rows()
                .forEach((table, rows) -> page.append("| ")
                        .append(table)
                        .append(" | ")
                        .append(rows)
                        .append(" |\n"));
        page.append(
                "\n`comparia/` has the columns of compar:IA's conversations, votes and reactions, `comparia-turns/` those of its"
                        + " one row a turn, `lmarena/` those of LMArena's battles, `joute/` all that is published, one value a column."
                        + " Columns that those datasets lack come last and begin with `joute_`. Ids, sessions and voters are pseudonyms"
                        + " of this export alone; times are days. A turn's language and category were told on the arena's own"
                        + " machine: the language by letters, the category by words and examples in French and English, which leave"
                        + " under `other` what is not clear.\n\n");
    }

    private static void counts(StringBuilder page, String title, String head, Map<String, Long> counts) {
        page.append("## ").append(title).append("\n\n| ").append(head).append(" | turns |\n|---|---:|\n");
        counts.forEach((name, count) ->
                page.append("| ").append(cell(name)).append(" | ").append(count).append(" |\n"));
        page.append('\n');
    }

    private static void methods(StringBuilder page, ExportOptions options) {
        page.append("## Methods\n\n- Energy in `*_kwh`, `conso_*` and `joute_energy_wh_*`: ")
                .append(options.method().name())
                .append(", version ")
                .append(options.method().version())
                .append(
                        "; an estimate for a data centre. `joute_measured_wh_*` is what a meter of the arena's machine read or"
                                + " modelled, never mixed with it.\n")
                .append(
                        "- Pairs were drawn by Joute unless `joute_mode` is `chosen`; `joute_propensity` is the probability of"
                                + " the pair, or, where `joute_swapped`, of the model that came in, the other given: leave those"
                                + " rows out when weighting by it.\n- Redaction rules: ")
                .append(Redactor.VERSION)
                .append(".\n\n");
    }

    private static void leftOut(StringBuilder page, ExportReport report) {
        page.append("## What is not here\n\n- ")
                .append(report.withoutConsent())
                .append(" duels that were not offered for publication\n- ")
                .append(report.open())
                .append(" duels that were offered and not revealed\n- ")
                .append(report.erased())
                .append(" duels that their visitors erased\n- ")
                .append(report.heldBack().size())
                .append(" duels held back until a person reads them: something in them looks like a secret\n\n");
    }

    private static void redaction(StringBuilder page, ExportReport report) {
        page.append(
                "## Personal data\n\nTaken out by rules on the arena's machine, before anything was written. No rule finds"
                        + " everything. Recall and precision were measured on 2,000 conversations that Joute's own test generates,"
                        + " half French, with items planted in them: real texts are less regular, so expect less.\n\n"
                        + "| kind | taken out here | recall, planted | precision, planted |\n|---|---:|---:|---:|\n");
        RedactionFigures.measured()
                .kinds()
                .forEach((kind, measured) -> page.append("| ")
                        .append(kind.mark())
                        .append(" | ")
                        .append(report.found().getOrDefault(kind, 0L))
                        .append(" | ")
                        .append(percent(measured.recall()))
                        .append(" of ")
                        .append(measured.planted())
                        .append(" | ")
                        .append(percent(measured.precision()))
                        .append(" |\n"));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
